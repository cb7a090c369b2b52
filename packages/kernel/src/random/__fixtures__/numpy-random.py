"""Writes numpy-random.json: what NumPy's legacy generator gives, call by call.

Run with NumPy 1.24.2 on 64-bit Linux: python3 numpy-random.py > numpy-random.json
"""

import json

import numpy as np

RANGES = [[0, 1], [0, 2], [0, 10], [-5, 5], [0, 256], [0, 1000], [-(2**31), 2**30], [-(2**31), 2**31 - 1], [-(2**31), 2**31]]
WIDE_RANGES = [[0, 2**32], [0, 2**32 + 1], [-5, 2**40], [0, 2**53 - 1]]
PROBABILITIES = [0.1, 0.0, 0.2, 0.3, 0.4]


def sample(values):
    """The first five and the values number 1000 and 10000."""
    values = values.tolist()
    return values[:5] + [values[999], values[9999]]


def fresh(seed):
    np.random.seed(seed)
    return np.random


def mixed(seed):
    """Draws of all kinds in turn: each must leave the stream where the next one expects it."""
    random = fresh(seed)
    return [
        random.randn(3).tolist(),
        random.rand(2).tolist(),
        random.randn(2).tolist(),
        random.randint(0, 6, 5).tolist(),
        random.rand(1).tolist(),
        random.permutation(7).tolist(),
        random.normal(10, 2, 3).tolist(),
        random.uniform(-1, 1, 3).tolist(),
    ]


def shuffled(seed, letters):
    letters = list(letters)
    fresh(seed).shuffle(letters)
    return "".join(letters)


def case(seed):
    return {
        "seed": seed,
        "rand": sample(fresh(seed).rand(10000)),
        "randn": sample(fresh(seed).randn(10000)),
        "uniform": sample(fresh(seed).uniform(-0.05, 0.05, 10000)),
        "normal": sample(fresh(seed).normal(3, 0.5, 10000)),
        "randint": [{"low": low, "high": high, "values": sample(fresh(seed).randint(low, high, 10000))} for low, high in RANGES],
        "integer": [{"low": low, "high": high, "values": fresh(seed).randint(low, high, 5).tolist()} for low, high in WIDE_RANGES],
        "permutation": [fresh(seed).permutation(n).tolist() for n in [0, 1, 2, 10, 60]],
        "permutationOf10000": sample(fresh(seed).permutation(10000)),
        "shuffle": shuffled(seed, "gradus ad parnassum"),
        "choice": fresh(seed).choice(5, 20, p=PROBABILITIES).tolist(),
        "uniformChoice": fresh(seed).choice(5, 20).tolist(),
        "mixed": mixed(seed),
        "forks": [sample(np.random.RandomState([seed, fork]).rand(10000)) for fork in range(2)],
        "forkOfFork": sample(np.random.RandomState([seed, 1, 0]).rand(10000)),
    }


def state_after(seed, draws):
    """np.random.get_state() after `draws` float64."""
    random = fresh(seed)
    random.rand(draws)
    _, words, position, _, _ = random.get_state()
    return {"seed": seed, "draws": draws, "words": words[[0, 1, 2, 396, 397, 622, 623]].tolist(), "position": int(position)}


print(
    json.dumps(
        {
            "numpy": np.__version__,
            "probabilities": PROBABILITIES,
            "cases": [case(seed) for seed in [0, 1, 42, 2**32 - 1]],
            "states": [state_after(42, 0), state_after(42, 1), state_after(42, 312), state_after(42, 500)],
        },
        indent=1,
    )
)
