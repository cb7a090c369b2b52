"""Values and gradients of elementwise functions at kinks, large values and in between, from PyTorch 1.13.1 in float64 on the CPU;
quotients, remainders and limits from NumPy 1.24. Run: python3 elementwise.py > elementwise.json"""

import json
import math

import numpy as np
import torch
import torch.nn.functional as F

POINTS = [-1000, -100, -30, -8, -3, -1.5, -1, -0.5, -0.1, -1e-8, 0.0, 1e-8, 0.1, 0.5, 1, 1.5, 3, 8, 30, 100, 1000]
POSITIVE = [1e-300, 1e-8, 0.01, 0.5, 1, 2, 10, 1e8, 1e300]


def numbers(values):
    # JSON has no names for what is not finite; these are JavaScript's.
    names = {"inf": "Infinity", "-inf": "-Infinity", "nan": "NaN"}
    return [float(v) if math.isfinite(v) else names[str(float(v))] for v in values]


def unary(f, points=POINTS):
    x = torch.tensor(points, dtype=torch.float64, requires_grad=True)
    y = f(x)
    (g,) = torch.autograd.grad(y.sum(), x)
    return {"x": numbers(points), "y": numbers(y.tolist()), "gradient": numbers(g.tolist())}


def binary(f, pairs):
    a = torch.tensor([p[0] for p in pairs], dtype=torch.float64, requires_grad=True)
    b = torch.tensor([p[1] for p in pairs], dtype=torch.float64, requires_grad=True)
    y = f(a, b)
    ga, gb = torch.autograd.grad(y.sum(), [a, b])
    lists = {"a": a, "b": b, "y": y, "gradientA": ga, "gradientB": gb}
    return {name: numbers(values.tolist()) for name, values in lists.items()}


def division(pairs, dtype):
    a, b = (np.array(side, dtype=dtype) for side in zip(*pairs))
    with np.errstate(all="ignore"):
        quotient, remainder = np.floor_divide(a, b), np.remainder(a, b)
    return {
        "a": numbers(a.tolist()),
        "b": numbers(b.tolist()),
        "quotient": numbers(quotient.tolist()),
        "remainder": numbers(remainder.tolist()),
    }


def float_pairs():
    random = np.random.RandomState(1)
    small = [(a, b) for a in (7, -7, 7.5, -7.5, 0.3, -0.3, 0.0, -0.0, 6) for b in (3, -3, 0.1, -0.1)]
    # Quotients up to 2^53, among them many that lie next to an integer.
    b = random.uniform(0.1, 10, 40)
    n = np.floor(2.0 ** random.uniform(0, 52, 40))
    near = [(q, d) for d, m in zip(b.tolist(), n.tolist()) for q in (m * d, math.nextafter(m * d, math.inf), -math.nextafter(m * d, 0))]
    wide = list(zip((2.0 ** random.uniform(-300, 300, 20)).tolist(), (2.0 ** random.uniform(-320, 320, 20)).tolist()))
    limits = [(5, math.inf), (-5, math.inf), (5, -math.inf), (0.0, -math.inf), (math.inf, 3), (math.nan, 3), (3, math.nan)]
    return [(a, b) for a, b in small + near + wide + limits if not abs(a / b) >= 2**53]


def limits(f, values=(-math.inf, -1000.0, -0.0, 0.0, 1000.0, math.inf, math.nan)):
    a, b = (side.ravel() for side in np.meshgrid(values, values))
    with np.errstate(all="ignore"):
        y = f(a, b)
    return {name: numbers(values.tolist()) for name, values in {"a": a, "b": b, "y": y}.items()}


PAIRS = [(2, 3), (2, 0), (0, 2), (0, 0), (2.5, -1.5), (-2, 3), (-2, 2), (0.5, 10), (3, 3), (1, 100)]
LOGARITHMS = [(a, b) for a in (-1000, -30, -1, 0.0, 1e-8, 0.5, 700, math.inf) for b in (-math.inf, -1000, -1, 0.0, 2, 36.7, 1000)]

RECORDS = {
    "sigmoid": unary(torch.sigmoid),
    "tanh": unary(torch.tanh),
    "relu": unary(torch.relu),
    "leakyRelu": unary(lambda x: F.leaky_relu(x, 0.01)),
    "leakyRelu 0.2": unary(lambda x: F.leaky_relu(x, 0.2)),
    "elu": unary(F.elu),
    "elu 0.5": unary(lambda x: F.elu(x, 0.5)),
    "selu": unary(F.selu),
    "gelu": unary(F.gelu),
    "gelu tanh": unary(lambda x: F.gelu(x, approximate="tanh")),
    # PyTorch goes over to x itself beyond its threshold, 20 unless stated.
    "softplus": unary(lambda x: F.softplus(x, threshold=700)),
    "softsign": unary(F.softsign),
    "silu": unary(F.silu),
    "exponential": unary(torch.exp, POINTS[:-1]),
    "celu": unary(F.celu),
    "celu 0.5": unary(lambda x: F.celu(x, 0.5)),
    # The gradient of PyTorch's own hardsigmoid is off in float64: its 1/6 is a float32.
    "hardSigmoid": unary(lambda x: F.relu6(x + 3) / 6),
    # PyTorch 1.13 takes the inner sides at the kinks.
    "hardSilu": unary(F.hardswish, [x for x in POINTS if abs(x) != 3]),
    "hardTanh": unary(F.hardtanh),
    "hardShrink": unary(F.hardshrink),
    "hardShrink 1": unary(lambda x: F.hardshrink(x, 1)),
    "softShrink": unary(F.softshrink),
    "softShrink 1": unary(lambda x: F.softshrink(x, 1)),
    "tanhShrink": unary(F.tanhshrink),
    "logSigmoid": unary(F.logsigmoid),
    "mish": unary(F.mish),
    "relu6": unary(F.relu6, POINTS + [6]),
    "threshold": unary(lambda x: F.threshold(x, 0.5, -7)),
    "prelu": binary(
        lambda x, slope: F.prelu(x[None], slope)[0],
        [(2, 3), (-2, 0.25), (0, 0.5), (-0.0, 0.5), (-3, -1), (1e-8, 2), (-1e30, 0.5)],
    ),
    "erf": unary(torch.erf),
    "abs": unary(torch.abs),
    "sign": unary(torch.sign),
    "clip": unary(lambda x: torch.clamp(x, -1, 0.5)),
    "round": unary(torch.round, [-2.5, -1.5, -0.5, 0.5, 1.5, 2.5, 0.49999999999999994, 4503599627370497.5]),
    "rsqrt": unary(torch.rsqrt, POSITIVE),
    "log": unary(torch.log, POSITIVE),
    "log1p": unary(torch.log1p, POSITIVE),
    "expm1": unary(torch.expm1, POINTS[:-2]),
    "power": binary(torch.pow, PAIRS),
    "maximum": binary(torch.maximum, [(1, 2), (2, 1), (3, 3), (-0.0, 0.0)]),
    "minimum": binary(torch.minimum, [(1, 2), (2, 1), (3, 3), (-0.0, 0.0)]),
    "logAddExp": binary(torch.logaddexp, LOGARITHMS),
    # PyTorch's gradients are NaN where both are infinite.
    "logAddExp limits": limits(np.logaddexp),
    "division": division(float_pairs(), np.float64),
    "integer division": division(
        [(a, b) for a in (7, -7, 0, 2147483647, -2147483648, 6) for b in (3, -3, 1, -1, 0, 2147483647, -2147483648)], np.int32
    ),
}

lines = [f'  "{name}": ' + json.dumps(record).replace('], "', '],\n    "') for name, record in RECORDS.items()]
print("{\n" + ",\n".join(lines) + "\n}")
