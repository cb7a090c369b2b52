"""Makes the tables of exact values beside this script: hard arguments of each function, with mpmath at 300 bits.

Run: python3 make-tables.py   (mpmath 1.2 or later)
Each <function>.json holds for float64 and float32 the arguments (one list per operand), the correctly rounded results, and what the true
value has beyond them in units of the result's last place. Numbers are in the shortest decimal form that reads back exactly.
Arguments: random ones over several ranges, neighbours of zeros, of poles and of the points where an implementation changes its method,
subnormals and extremes, and the worst ones that a search over random arguments found for these implementations (`worst`).
"""
import json
import math
import random
import struct
from pathlib import Path

from mpmath import mp, mpf

mp.prec = 300

LN2, PI = math.log(2), math.pi
functions = {
    "exp": mp.exp, "expm1": mp.expm1, "log": mp.log, "log1p": mp.log1p, "tanh": mp.tanh, "sin": mp.sin, "cos": mp.cos,
    "tan": mp.tan, "erf": mp.erf, "power": mp.power, "sigmoid": lambda x: 1 / (1 + mp.exp(-x)),
}
worst = {
    "exp": [-708.75288691475851],
    "expm1": [0.34908265552811168, 0.35068756108409638, 37.155852929067692],
    "log": [1.3972555398929545, 0.70119603402619324],
    "log1p": [0.41225565418873988],
    "tanh": [0.78986543356332284, -0.89922153167546992],
    "sin": [-3.9115342817341028, 209.71982455693151],
    "cos": [99.720886681899003, -0.79996913141759629],
    "tan": [11801894.712933186, 1615593.0726229474, -352891.20869853883],
    "erf": [-0.99487520180607003],
    "sigmoid": [-12.520445810612458],
    "power": [(0.70916889614446177, 1995.7705508399797), (1.3908634093000534, -1794.5529037175247)],
}


def near(random, x, ulps=8):
    """A float64 at most a few places from x."""
    for _ in range(random.randrange(ulps + 1)):
        x = math.nextafter(x, math.inf) if random.random() < 0.5 else math.nextafter(x, -math.inf)
    return x


def wide(random, low, high):
    return math.ldexp(1 + random.random(), random.randrange(low, high)) * random.choice((-1, 1))


def arguments(name, random):
    """Endless: one argument after another, each kind in turn."""
    sign = lambda: random.choice((-1, 1))
    uniform = random.uniform
    angles = [
        lambda: uniform(-7, 7), lambda: uniform(-(2**24), 2**24), lambda: wide(random, -40, 23), lambda: wide(random, -1074, -20),
        lambda: near(random, random.randrange(1, 40) * PI / 2), lambda: near(random, random.randrange(1, 10_000_000) * PI / 2),
        lambda: near(random, random.randrange(1, 1000, 2) * PI / 4),
        lambda: random.choice((45.553093477052, 91.106186954104, 14461176.67027838, 321307.9594422229, 1698673.2849629424)) * sign(),
    ]
    kinds = {
        "exp": [
            lambda: uniform(-745, 709.7), lambda: uniform(-2, 2), lambda: wide(random, -60, 8), lambda: uniform(-745.1, -708),
            lambda: near(random, random.choice((709.782712893384, -708.3964185322641, -745.1332191019411))),
            lambda: near(random, (random.randrange(-1000, 1000) + 0.5) * LN2),
        ],
        "expm1": [
            lambda: uniform(-40, 709.7), lambda: uniform(-1.5, 1.5), lambda: wide(random, -1074, 5), lambda: uniform(35, 39),
            lambda: near(random, (random.randrange(-50, 60) + 0.5) * LN2), lambda: uniform(0.3466, 0.4), lambda: uniform(-40, -35),
        ],
        "log": [
            lambda: abs(wide(random, -1074, 1023)), lambda: uniform(0.5, 2), lambda: 1 + wide(random, -52, -1), lambda: uniform(0, 100),
            lambda: near(random, math.ldexp(math.sqrt(2), random.randrange(-1000, 1000))), lambda: abs(wide(random, -1074, -1022)),
            lambda: near(random, 1), lambda: near(random, 2.2250738585072014e-308), lambda: near(random, 1.7976931348623157e308),
        ],
        "log1p": [
            lambda: wide(random, -60, -1), lambda: wide(random, -1074, -50), lambda: uniform(-1, 1), lambda: abs(wide(random, 0, 1023)),
            lambda: -1 + abs(wide(random, -53, -2)), lambda: near(random, random.choice((2**0.5 - 1, 0.5**0.5 - 1))),
            lambda: near(random, math.ldexp(2**0.5, random.randrange(1, 60)) - 1),
        ],
        "tanh": [
            lambda: uniform(-1, 1), lambda: uniform(-4, 4), lambda: uniform(-20, 20), lambda: wide(random, -1074, 2),
            lambda: near(random, 0.8), lambda: uniform(0.7, 0.9), lambda: near(random, random.choice((19.0, 20.0, 300.0))),
        ],
        "sin": angles, "cos": angles, "tan": angles,
        "erf": [
            lambda: uniform(-1, 1), lambda: uniform(-3, 3), lambda: uniform(-6.5, 6.5), lambda: wide(random, -1074, 2),
            lambda: near(random, random.choice((1.0, -1.0, 6.0, 5.9215871957945083))), lambda: uniform(0.9, 1.2),
        ],
        "sigmoid": [
            lambda: uniform(-1, 1), lambda: uniform(-40, 40), lambda: uniform(-745, -40), lambda: wide(random, -1074, 5),
            lambda: near(random, random.choice((-708.3964185322641, -745.1332191019411, 36.7, -36.7))),
        ],
        "power": [
            lambda: power_arguments(random, abs(wide(random, -1074, 1023))), lambda: power_arguments(random, 1 + wide(random, -52, -2)),
            lambda: power_arguments(random, uniform(0.5, 2)), lambda: (uniform(0, 10), uniform(-10, 10)),
            lambda: (uniform(-100, 100), float(random.randrange(-40, 40))), lambda: (float(random.randrange(2, 100)), random.randrange(-40, 40) / 2),
            lambda: power_arguments(random, near(random, math.ldexp(math.sqrt(2), random.randrange(-30, 30)))),
        ],
    }[name]
    yield from worst[name]
    while True:
        for kind in kinds:
            yield kind()


def power_arguments(random, base):
    """A base, and an exponent that keeps the result finite."""
    logarithm = mp.log(mpf(base))
    return (base, float(random.uniform(-744, 709) / logarithm)) if logarithm else (base, random.uniform(-1e17, 1e17))


def to_float32(x):
    try:
        return struct.unpack("f", struct.pack("f", x))[0]
    except OverflowError:
        return math.inf


def rounded(value, bits, least):
    """The nearest number of `bits` bits and an exponent of at least `least`, and the rest in units of its last place."""
    place = mpf(2) ** max(mp.frexp(value)[1] - bits, least)
    count = mp.nint(value / place)
    return float(count * place), round(float(value / place - count), 4)


for name, function in functions.items():
    table = {}
    for dtype, bits, least, count in (("float64", 53, -1074, 220), ("float32", 24, -149, 110)):
        columns, results, rests = [[] for _ in range(2 if name == "power" else 1)], [], []
        for given in arguments(name, random.Random(f"{name} {dtype}")):
            operands = given if isinstance(given, tuple) else (given,)
            if dtype == "float32":
                operands = tuple(map(to_float32, operands))
            if any(x == 0 or math.isinf(x) for x in operands) or (name == "log1p" and operands[0] <= -1):
                continue
            result, rest = rounded(function(*map(mpf, operands)), bits, least)
            if result == 0 or math.isinf(result) or (dtype == "float32" and abs(result) >= 2.0**128):
                continue
            for column, x in zip(columns, operands):
                column.append(x)
            results.append(result)
            rests.append(rest)
            if len(results) == count:
                break
        table[dtype] = {"arguments": columns, "results": results, "rests": rests}
    with open(Path(__file__).with_name(f"{name}.json"), "w") as file:
        json.dump(table, file, separators=(",", ":"))
        file.write("\n")
