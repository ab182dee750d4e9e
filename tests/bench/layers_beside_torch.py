#!/usr/bin/env python3
"""Passes forth and back of heed's layers and of PyTorch's, in turn, on one and on two threads.

    cmake --preset bench && cmake --build --preset bench --target heed_layers_beside_torch
    python3 tests/bench/layers_beside_torch.py [build/release/tests/bench/heed_layers_beside_torch]

Prints the median milliseconds of each and how many times faster heed is. How fast PyTorch is depends on its BLAS: with
the reference BLAS of a plain Debian it is ten times slower than with OpenBLAS (libopenblas0-pthread).
"""
import statistics
import subprocess
import sys
import time

import torch

ROUNDS, INNER = 7, 3


def heed(program, case, threads):
    answer = subprocess.run([program, case, str(threads), str(INNER)], check=True, capture_output=True, text=True)
    return float(answer.stdout)


def attention(causal):
    """8 heads of 64, 1024 places, single precision: gradients for q, k and v."""
    q, k, v = (torch.randn(1, 8, 1024, 64, requires_grad=True) for _ in range(3))
    told = torch.randn(1, 8, 1024, 64)
    mask = torch.triu(torch.full((1024, 1024), float("-inf")), diagonal=1) if causal else None

    def work():
        for given in (q, k, v):
            given.grad = None
        score = q @ k.transpose(-1, -2) / 8
        if mask is not None:
            score = score + mask
        (torch.softmax(score, -1) @ v).backward(told)

    return work


def block():
    """A pre-norm block on 32 sequences of 64 places, width 128, 4 heads."""
    layer = torch.nn.TransformerEncoderLayer(128, 4, 512, dropout=0, activation="gelu", batch_first=True,
                                             norm_first=True)
    x, told = torch.randn(32, 64, 128, requires_grad=True), torch.randn(32, 64, 128)

    def work():
        layer.zero_grad()
        x.grad = None
        layer(x).backward(told)

    return work


def milliseconds(work):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e3


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "build/release/tests/bench/heed_layers_beside_torch"
    print(f"{'forth and back':16} {'threads':>7} {'PyTorch ms':>11} {'heed ms':>9} {'times':>6}")
    for case, work in [("attention", attention(False)), ("causal", attention(True)), ("block", block())]:
        for threads in (1, 2):
            torch.set_num_threads(threads)
            work()
            rounds = [(milliseconds(work), heed(program, case, threads)) for _ in range(ROUNDS)]
            theirs, ours = (statistics.median(column) for column in zip(*rounds))
            print(f"{case:16} {threads:7} {theirs:11.1f} {ours:9.1f} {theirs / ours:6.1f}", flush=True)


if __name__ == "__main__":
    main()
