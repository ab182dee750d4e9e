#!/usr/bin/env python3
"""Writes layers_torch.json: outputs and gradients of two pre-norm transformer blocks, by PyTorch 1.13 in float32.

    python3 tests/oracle/layers_torch.py > tests/oracle/layers_torch.json

The test reads the file; PyTorch is needed only to make it again.
"""
import json
import torch
from torch import nn

B, S, D, H, HIDDEN = 2, 7, 8, 2, 12


class Block(nn.Module):
    def __init__(self):
        super().__init__()
        self.attention_norm, self.feed_norm = nn.LayerNorm(D), nn.LayerNorm(D)
        self.attention = nn.MultiheadAttention(D, H, batch_first=True)
        self.first, self.second = nn.Linear(D, HIDDEN), nn.Linear(HIDDEN, D)

    def forward(self, x, mask):
        n = self.attention_norm(x)
        x = x + self.attention(n, n, n, attn_mask=mask, need_weights=False)[0]
        return x + self.second(nn.functional.gelu(self.first(self.feed_norm(x))))

    def named(self):
        """Each parameter by heed's name, as (parameter, rows of it)."""
        every = slice(None)
        a = self.attention
        yield "attention_norm.scale", self.attention_norm.weight, every
        yield "attention_norm.shift", self.attention_norm.bias, every
        for n, part in enumerate(["query", "key", "value"]):
            rows = slice(n * D, (n + 1) * D)
            yield f"attention.{part}.weight", a.in_proj_weight, rows
            yield f"attention.{part}.bias", a.in_proj_bias, rows
        yield "attention.output.weight", a.out_proj.weight, every
        yield "attention.output.bias", a.out_proj.bias, every
        yield "feed_norm.scale", self.feed_norm.weight, every
        yield "feed_norm.shift", self.feed_norm.bias, every
        for part, linear in [("first", self.first), ("second", self.second)]:
            yield f"feed.{part}.weight", linear.weight, every
            yield f"feed.{part}.bias", linear.bias, every


def numbers(tensor):
    return [float(f"{v:.9g}") for v in tensor.detach().reshape(-1).tolist()]


def all_named(blocks):
    for b, block in enumerate(blocks):
        for name, parameter, rows in block.named():
            yield f"{b}.{name}", parameter, rows


torch.manual_seed(1)
blocks = [Block(), Block()]
for block in blocks:
    for parameter in block.parameters():
        with torch.no_grad():
            parameter += 0.3 * torch.randn_like(parameter)
x, grad_out = torch.randn(B, S, D), torch.randn(B, S, D)
causal = torch.triu(torch.full((S, S), float("-inf")), diagonal=1)
out = {"B": B, "S": S, "D": D, "H": H, "hidden": HIDDEN, "x": numbers(x), "grad_out": numbers(grad_out),
       "weights": {name: numbers(p[rows]) for name, p, rows in all_named(blocks)}, "cases": {}}
for case, mask in [("all", None), ("causal", causal)]:
    for block in blocks:
        block.zero_grad()
    given = x.clone().requires_grad_()
    y = blocks[1](blocks[0](given, mask), mask)
    y.backward(grad_out)
    out["cases"][case] = {"y": numbers(y), "grad_x": numbers(given.grad),
                          "gradients": {name: numbers(p.grad[rows]) for name, p, rows in all_named(blocks)}}
print(json.dumps(out, separators=(",", ":")).replace('],"', '],\n"'))
