"""Writes wilson.json: Wilson's 95 % intervals as SciPy gives them.

Run with SciPy 1.17 or the like: python wilson.py > wilson.json
"""

import json

from scipy.stats import binomtest

CASES = [(0, 1), (1, 1), (0, 200), (200, 200), (1, 200), (83, 100), (166, 200), (415, 500), (65, 500), (499, 500), (1, 2), (50_000, 100_000)]


def interval(successes, trials):
    low, high = binomtest(successes, trials).proportion_ci(method="wilson")
    return {"successes": successes, "trials": trials, "low": float(low), "high": float(high)}


if __name__ == "__main__":
    print(json.dumps([interval(*case) for case in CASES]))
