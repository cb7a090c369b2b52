"""A product of two float32 matrices."""

import numpy as np
from timing import repeated


def prepare(size):
    n = int(size)
    random = np.random.RandomState(n)
    a, b = (random.uniform(-1, 1, (n, n)).astype(np.float32) for _ in range(2))
    assert np.allclose(a @ b, a.astype(float) @ b.astype(float), atol=1e-3)
    return repeated(lambda: a @ b)
