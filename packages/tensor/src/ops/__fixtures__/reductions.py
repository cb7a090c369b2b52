"""Values and gradients of reductions, softmax, sorting and indexing where it is easy to go wrong: zeros in products, infinities, NaN, ties.

PyTorch 1.13.1 in float64 on the CPU; variances, orders and running sums from NumPy 1.24. A gradient is for an upstream gradient of ones.
Run: python3 reductions.py > reductions.json"""

import json
import math

import numpy as np
import torch

inf, nan = math.inf, math.nan


def plain(array, dtype=None):
    # JSON has no names for what is not finite; these are JavaScript's.
    array = np.asarray(array)
    names = {inf: "Infinity", -inf: "-Infinity"}
    numbers = [int(v) if dtype else float(v) for v in array.reshape(-1)]
    data = [names.get(v, "NaN" if v != v else v) for v in numbers]
    return {"shape": list(array.shape), "data": data, **({"dtype": dtype} if dtype else {})}


def case(f, values, *args, gradient=True):
    """What PyTorch says of f, called here as `op(x, ...args)`."""
    x = torch.tensor(values, dtype=torch.float64, requires_grad=True)
    y = f(x)
    record = {"inputs": [plain(values)], "args": list(args), "value": plain(y.detach().numpy())}
    if gradient:
        (g,) = torch.autograd.grad(y.sum(), x)
        record["gradients"] = [plain(g.numpy())]
    return record


def value(y, values, *args, dtype=None):
    return {"inputs": [plain(values)], "args": list(args), "value": plain(y, dtype)}


def order(values, descending=False):
    """Stable, NaN last: NumPy sorts so in ascending order."""
    keys = -np.array(values) if descending else np.array(values)
    return np.argsort(keys, kind="stable")


def sorted_case(values, descending=False):
    positions = order(values, descending)
    args = [0, {"descending": True}] if descending else [0]
    return value(np.array(values)[positions], values, *args), value(positions, values, *args, dtype="int32")


products = [[2, 0, 3], [0, 0, 4], [5, -1, 0.5], [0, 0, 0]]
ties = [[1, 3, 3], [2, 2, 2], [-1, -7, 0]]
extremes = [[1, nan, 3], [inf, inf, 0], [-inf, -inf, -inf], [-0.0, 0.0, -1]]
logits = [[1000, 1000, 999], [-inf, 0, 1], [-1000, -1001, -1002], [1e-9, 0, 2e-9]]
rows = torch.tensor([[3.0, -4.0], [0.0, 0.0], [1e-8, 1e-8]]).tolist()
shuffled = [3, nan, -0.0, 1, 0.0, inf, 1, -inf, nan, 1, 3]
large_mean = [1e9 + 4, 1e9 + 7, 1e9 + 13, 1e9 + 16]
sorted_up, order_up = sorted_case(shuffled)
sorted_down, order_down = sorted_case(shuffled, True)
with np.errstate(all="ignore"):
    records = {
        "prod": [case(lambda x: x.prod(1), products, 1), case(lambda x: x.prod(), products)],
        "max": [case(lambda x: x.amax(1), ties, 1), value(np.max(extremes, 1), extremes, 1)],
        "min": [case(lambda x: x.amin(1), ties, 1), value(np.min(extremes, 1), extremes, 1)],
        "argMax": [value(np.argmax(v, 1), v, 1, dtype="int32") for v in (ties, extremes)] + [value(np.argmax(ties), ties, dtype="int32")],
        "argMin": [value(np.argmin(v, 1), v, 1, dtype="int32") for v in (ties, extremes)] + [value(np.argmin(ties), ties, dtype="int32")],
        "variance": [
            value(np.var(large_mean), large_mean),
            value(np.var(large_mean, ddof=1), large_mean, 0, {"correction": 1}),
            case(lambda x: x.var(1, unbiased=True), products, 1, {"correction": 1}),
            case(lambda x: x.var(unbiased=False), products),
        ],
        "standardDeviation": [
            case(lambda x: x.std(1, unbiased=True), products, 1, {"correction": 1}),
            case(lambda x: x.std(unbiased=False), products),
        ],
        "logSumExp": [
            case(lambda x: torch.logsumexp(x, 1), logits, 1),
            value(torch.logsumexp(torch.tensor(extremes, dtype=torch.float64), 1).numpy(), extremes, 1),
        ],
        "softmax": [case(lambda x: torch.softmax(x, 1), logits, 1), case(lambda x: torch.softmax(x, 0), [r for r in logits if -inf not in r], 0)],
        "logSoftmax": [case(lambda x: torch.log_softmax(x, 1), [r for r in logits if -inf not in r], 1)],
        "norm": [
            case(lambda x: torch.linalg.vector_norm(x, 2, 1), rows, 1),
            case(lambda x: torch.linalg.vector_norm(x, 1, 1), rows, 1, {"order": 1}),
            case(lambda x: torch.linalg.vector_norm(x), rows),
        ],
        "cumulativeSum": [
            case(lambda x: torch.cumsum(x, 1), products, 1),
            value(np.cumsum([1, inf, -inf, 2]), [1, inf, -inf, 2], 0),
        ],
        "sort": [sorted_up, sorted_down],
        "sort indices": [order_up, order_down],
        "topK": [value(np.array(shuffled)[order(shuffled, True)[:5]], shuffled, 5)],
        "topK indices": [
            value(order(shuffled, True)[:5], shuffled, 5, dtype="int32"),
            value(order(shuffled)[:9], shuffled, 9, 0, {"largest": False}, dtype="int32"),
        ],
    }

lines = [f'  "{name}": [\n    ' + ",\n    ".join(json.dumps(c) for c in cases) + "\n  ]" for name, cases in records.items()]
print("{\n" + ",\n".join(lines) + "\n}")
