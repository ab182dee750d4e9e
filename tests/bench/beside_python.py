"""Attention as people write it in numpy and PyTorch, beside heed, in turn, on one thread.

    ./heed bench --benchmark_list_tests          (builds the benchmarks)
    python3 tests/bench/beside_python.py [build/release/tests/bench/heed_bench]

Prints the median nanoseconds per tie or pair of each way, and how many times faster heed is. A way whose library
is not installed is left out.
"""
import json
import statistics
import subprocess
import sys
import time

ROUNDS = 5


def heed(program, name):
    """Nanoseconds per tie or pair of one benchmark of heed."""
    answer = subprocess.run([program, f"--benchmark_filter=^{name}/iter", "--benchmark_format=json"],
                            check=True, capture_output=True, text=True)
    return json.loads(answer.stdout)["benchmarks"][0]["heed_ns"]


def nanoseconds(work, units):
    start = time.perf_counter()
    work()
    return (time.perf_counter() - start) * 1e9 / units


def numpy_sparse(agents=100_000, degree=20):
    """softmax(-|x_i - x_j| / T) over the neighbours of a random graph in rows (indptr, indices)."""
    import numpy as np
    random = np.random.default_rng(1)
    ties = np.maximum(1, random.poisson(degree, agents))
    start = np.concatenate([[0], np.cumsum(ties)])[:-1]
    heard = random.integers(0, agents, ties.sum())
    hearer = np.repeat(np.arange(agents), ties)
    x = random.random(agents, dtype=np.float32)

    def step():
        score = -np.abs(x[hearer] - x[heard]) / np.float32(0.1)
        score -= np.maximum.reduceat(score, start)[hearer]
        weight = np.exp(score)
        return np.add.reduceat(weight * x[heard], start) / np.add.reduceat(weight, start)

    return step, len(heard)


def numpy_dense(agents=8192):
    """softmax(-|x_i - x_j| / T) over everyone, as a matrix."""
    import numpy as np
    x = np.random.default_rng(1).random(agents, dtype=np.float32)

    def step():
        score = -np.abs(x[:, None] - x[None, :]) / np.float32(0.1)
        score -= score.max(axis=1, keepdims=True)
        weight = np.exp(score)
        return weight @ x / weight.sum(axis=1)

    return step, agents * agents


def torch_wide(agents):
    """softmax(Q Kᵀ / √64) V with three arrays of 64 columns."""
    import torch
    torch.set_num_threads(1)
    q, k, v = (torch.rand(agents, 64) for _ in range(3))

    def step():
        with torch.no_grad():
            return torch.softmax(q @ k.T / 8, dim=1) @ v

    return step, agents * agents


WAYS = [
    ("numpy", "sparse/float32/erdos_renyi/K=1/N=100000", numpy_sparse, ()),
    ("numpy", "dense/float32/K=1/N=8192", numpy_dense, ()),
    ("PyTorch", "wide/float32/D=64/N=4096", torch_wide, (4096,)),
    ("PyTorch", "wide/float32/D=64/N=16384", torch_wide, (16384,)),
]


def main():
    program = sys.argv[1] if len(sys.argv) > 1 else "build/release/tests/bench/heed_bench"
    print(f"{'benchmark':44} {'library':8} {'its ns':>8} {'heed ns':>8} {'times':>6}")
    for library, name, make, arguments in WAYS:
        try:
            step, units = make(*arguments)
        except ImportError:
            print(f"{name:44} {library:8} not installed")
            continue
        step()
        rounds = [(nanoseconds(step, units), heed(program, name)) for _ in range(ROUNDS)]
        theirs, ours = (statistics.median(column) for column in zip(*rounds))
        print(f"{name:44} {library:8} {theirs:8.2f} {ours:8.2f} {theirs / ours:6.1f}")


if __name__ == "__main__":
    main()
