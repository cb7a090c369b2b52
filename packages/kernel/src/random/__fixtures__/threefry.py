"""Writes threefry.json: words of Threefry-2x32 with 20 rounds by another implementation.

Run with randomgen 1.26.1 (a NumPy extension that contains Random123's algorithms): python3 threefry.py > threefry.json
"""

import json
import random

import randomgen

EDGES = [0, 1, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF]


def block(key0, key1, counter0, counter1):
    """The block of one counter; randomgen steps its counter before it computes, so it starts one earlier."""
    key = key0 | key1 << 32
    counter = ((counter0 | counter1 << 32) - 1) % 2**64
    return randomgen.ThreeFry(key=key, counter=counter, number=2, width=32).random_raw(2).tolist()


def vector(key0, key1, counter0, counter1):
    return {"key": [key0, key1], "counter": [counter0, counter1], "words": block(key0, key1, counter0, counter1)}


def stream(seed, position, count):
    """Words of the default generator from an even position on: key (seed, 2**31), counter (high, low) of position / 2."""
    counters = range(position // 2, position // 2 + count // 2)
    words = [word for counter in counters for word in block(seed, 2**31, counter >> 32, counter & 0xFFFFFFFF)]
    return {"seed": seed, "position": position, "words": words}


def fork_key(seed, fork):
    key = block(seed, 2**31, 2**31, fork)
    return {"seed": seed, "fork": fork, "key": [key[0], key[1] | 2**31]}


words = random.Random(2011)
print(
    json.dumps(
        {
            "randomgen": randomgen.__version__,
            "vectors": [vector(*(words.choice(EDGES) for _ in range(4))) for _ in range(10)]
            + [vector(*(words.getrandbits(32) for _ in range(4))) for _ in range(30)],
            "streams": [stream(0, 0, 6), stream(42, 0, 6), stream(42, 1000, 4), stream(42, 2**33 - 2, 4), stream(2**32 - 1, 2**52, 4)],
            "forks": [fork_key(42, 0), fork_key(42, 1), fork_key(0, 7)],
        },
        indent=1,
    )
)
