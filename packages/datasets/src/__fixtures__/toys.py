"""Toy sets by scikit-learn 1.9.1, without noise and in order: writes toys.json.

    python toys.py

make_moons and make_circles for even, odd and unequal counts; points in float64, class by class.
"""

import json
from pathlib import Path

from sklearn.datasets import make_circles, make_moons


def case(made, **options):
    x, y = made
    return {**options, "inputs": x.flatten().tolist(), "classes": y.tolist()}


cases = [case(make_moons(n, shuffle=False), set="moons", samples=n) for n in (2, 7, 20, (3, 8), (1, 4))]
cases += [
    case(make_circles(n, shuffle=False, factor=factor), set="circles", samples=n, factor=factor)
    for n, factor in ((2, 0.8), (7, 0.5), (20, 0.25), ((3, 8), 0.9))
]

Path(__file__).with_suffix(".json").write_text(json.dumps(cases) + "\n")
