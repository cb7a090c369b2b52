"""Fits the coefficients in ../*.ts with mpmath: Chebyshev expansions (near-minimax) and rational interpolation.

Run: python3 fit-coefficients.py   (mpmath 1.2 or later)
Prints each list, lowest power first, and the largest relative error that it leaves in the function it serves, as a power of two
(one ulp is 2^-52 … 2^-53).
"""
from mpmath import atanh, chebyfit, cos, coth, erf, erfc, exp, floor, frexp, log, lu_solve, matrix, mp, mpf, pi, sin, sqrt, tanh

mp.prec = 300


def at_zero(function, limit):
    """`function`, which divides by its argument, continued to 0 by its limit."""
    return lambda z: limit if abs(z) < mpf(2) ** -120 else function(mpf(z))


def show(name, values):
    print(f"const {name} = [{', '.join(repr(float(value)) for value in values)}]")


def evaluate(coefficients, z):
    total = mpf(0)
    for c in reversed(coefficients):
        total = total * z + c
    return total


def report(approximation, interval, error):
    a, b = interval
    worst = max(abs(error(z, approximation(z))) for z in (a + (b - a) * mpf(i) / 1000 for i in range(1, 1000)))
    print(f"// 2^{float(log(worst, 2)):.1f}")


def polynomial(name, function, interval, count, error):
    """`count` coefficients of `function` over `interval`; `error(z, p)` is what the approximation p at z costs."""
    coefficients = [mpf(float(c)) for c in chebyfit(function, interval, count)[::-1]]
    show(name, coefficients)
    report(lambda z: evaluate(coefficients, z), interval, error)


def rational(name, function, interval, above, below, error, top=None, crowding=1):
    """P/Q with `above` and `below` coefficients, Q's first 1, through Chebyshev nodes up to `top`, crowded towards the lower end."""
    a, b = (mpf(x) for x in interval)
    top = b if top is None else mpf(top)
    count = above + below - 1
    nodes = [a + (top - a) * ((1 + cos(pi * (2 * i + 1) / (2 * count))) / 2) ** crowding for i in range(count)]
    system, right = matrix(count, count), matrix(count, 1)
    for row, z in enumerate(nodes):
        right[row] = function(z)
        for k in range(above):
            system[row, k] = z**k
        for k in range(1, below):
            system[row, above + k - 1] = -right[row] * z**k
    solution = [mpf(float(c)) for c in lu_solve(system, right)]
    numerator, denominator = solution[:above], [mpf(1)] + solution[above:]
    show(name + "Numerator", numerator)
    show(name + "Denominator", denominator)
    report(lambda z: evaluate(numerator, z) / evaluate(denominator, z), (a, b), error)


def parts(name, value, bits):
    """`value` as a sum of doubles of `bits[i]` bits each; a last one has all 53."""
    result = []
    for count in bits:
        mantissa, exponent = frexp(value - sum(result))
        result.append(floor(mantissa * mpf(2) ** count) * mpf(2) ** (exponent - count))
    show(name, result + [value - sum(result)])


print("// x coth(x/2) = 2 + z P(z), z = x²: exp, |x| ≤ ln 2 / 2")
half = log(mpf(2)) / 2 * mpf("1.0001")
coth_tail = at_zero(lambda z: (sqrt(z) * coth(sqrt(z) / 2) - 2) / z, mpf(1) / 6)
# exp r = 1 + 2r/(R − r): an error d of R costs 2r/(R − r)² d.
cost = lambda z, p, r: 2 * r / (2 + z * coth_tail(z) - r) ** 2 * z * (p - coth_tail(z)) / exp(r)
polynomial("exp", coth_tail, [0, half**2], 5, lambda z, p: max(abs(cost(z, p, r)) for r in (sqrt(z), -sqrt(z))))

print("// log((1 + s)/(1 − s)) = 2s + s z P(z), z = s²: log, √½ ≤ (1 + s)/(1 − s) ≤ √2")
edge = ((sqrt(mpf(2)) - 1) / (sqrt(mpf(2)) + 1) * mpf("1.0001")) ** 2
log_tail = at_zero(lambda z: 2 * (atanh(sqrt(z)) / sqrt(z) - 1) / z, mpf(2) / 3)
polynomial("log", log_tail, [0, edge], 8, lambda z, p: z * (p - log_tail(z)) / 2)

print("// … = 2s + s z (2/3 + z P(z)): power")
power_tail = at_zero(lambda z: (log_tail(z) - mpf(2) / 3) / z, mpf(2) / 5)
polynomial("power", power_tail, [0, edge], 8, lambda z, p: z * z * (p - power_tail(z)) / 2)

print("// tanh x = x − x z P(z)/Q(z), z = x², |x| ≤ 0.8")
tanh_tail = at_zero(lambda z: (1 - tanh(sqrt(z)) / sqrt(z)) / z, mpf(1) / 3)
rational("tanh", tanh_tail, [0, mpf("0.8001") ** 2], 4, 4, lambda z, p: z * (p - tanh_tail(z)) / (1 - z * tanh_tail(z)))

print("// sin x = x + x z P(z), cos x = 1 − z/2 + z² Q(z), z = x², |x| ≤ π/4")
quarter = (pi / 4 * mpf("1.0001")) ** 2
sin_tail = at_zero(lambda z: (sin(sqrt(z)) / sqrt(z) - 1) / z, -mpf(1) / 6)
cos_tail = at_zero(lambda z: (cos(sqrt(z)) - 1 + z / 2) / z**2, mpf(1) / 24)
polynomial("sin", sin_tail, [0, quarter], 6, lambda z, p: z * (p - sin_tail(z)) / (1 + z * sin_tail(z)))
polynomial("cos", cos_tail, [0, quarter], 6, lambda z, p: z**2 * (p - cos_tail(z)) / cos(sqrt(z)))

print("// erf x = x + x P(z), z = x², |x| ≤ 1")
erf_tail = at_zero(lambda z: erf(sqrt(z)) / sqrt(z) - 1, 2 / sqrt(pi) - 1)
polynomial("erf", erf_tail, [0, 1], 13, lambda z, p: (p - erf_tail(z)) / (1 + erf_tail(z)))

print("// erf x = 1 − exp(−x²) P(x)/Q(x), 1 ≤ x ≤ 6")
scaled = lambda x: erfc(x) * exp(x * x)
rational("erf", scaled, [1, 6], 6, 7, lambda x, p: (p - scaled(x)) * exp(-x * x) / erf(x), top=2.5, crowding=1.25)

print("// constants in parts")
parts("ln2", log(mpf(2)), [33])
parts("halfPi", pi / 2, [29, 29, 29])
parts("twoThirds", mpf(2) / 3, [11])
