"""The problem that the fixtures solve: two parameters, and 50 gradients of each that no rounding touches, some zero, of mixed size."""

import numpy as np

steps = 50
written = (1, 2, 3, 10, 25, 50)
start = {"a": np.array([1.0, -2.0, 0.5]), "b": np.array([[0.25, 4.0], [-1.5, 0.0]])}


def gradient(name, step):
    """Of step 1, 2, …; a multiple of 1/64. Every seventh is zero, every tenth 16 times as large."""
    offset, shape = (0, 3) if name == "a" else (3, (2, 2))
    at = offset + np.arange(np.prod(shape))
    values = ((step * (2 * at + 7) + at * at) % 31 - 15.0) / 64
    scale = 0 if step % 7 == 0 else 16 if step % 10 == 0 else 1
    return (values * scale).reshape(shape)


def record(options, points):
    return {"options": options, "points": [{"step": step, **{name: values.flatten().tolist() for name, values in point.items()}} for step, point in points]}


def problem():
    def plain(values):
        return {"shape": list(values.shape), "data": values.flatten().tolist()}

    return {
        "start": {name: plain(values) for name, values in start.items()},
        "gradients": [{name: gradient(name, step).flatten().tolist() for name in start} for step in range(1, steps + 1)],
    }
