"""A product of two float32 matrices on one thread."""

import torch
from timing import repeated

torch.set_num_threads(1)


def prepare(size):
    n = int(size)
    torch.manual_seed(n)
    a, b = (torch.rand(n, n) * 2 - 1 for _ in range(2))
    assert torch.allclose(a @ b, (a.double() @ b.double()).float(), atol=1e-3)
    return repeated(lambda: a @ b)
