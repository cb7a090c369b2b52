"""Writes activations.json: values and gradients of activations by Keras, between their kinks, where its gradients are one-sided or halved.

Made with Keras 3.15.1 on JAX, in float64:
    KERAS_BACKEND=jax JAX_ENABLE_X64=1 python packages/tensor/src/ops/__fixtures__/activations.py
"""

import json
from pathlib import Path

import jax
import keras
import numpy as np
from keras import activations as k

keras.config.set_floatx("float64")

random = np.random.RandomState(3)
POINTS = [-50, -7.5, -4, -2.75, -1.25, -0.75, -0.3, -1e-3, 1e-3, 0.3, 0.75, 1.25, 2.75, 4, 7.5, 50]
ROWS = np.round(random.normal(size=(4, 6)) * 1.5, 2)


def case(f, x, upstream=None):
    x = np.asarray(x, dtype=np.float64)
    y, pull = jax.vjp(f, x)
    upstream = np.ones(y.shape) if upstream is None else upstream
    (gradient,) = pull(upstream)
    return {"y": np.asarray(y).tolist(), "gradient": np.asarray(gradient).tolist(), "upstream": np.asarray(upstream).tolist()}


def sparsemax_case(axis):
    """By the conditions that the solution meets, tried for every support; Keras 3.15.1 adds up cumulative sums, so that its rows do not have the sum 1."""
    upstream = np.round(random.normal(size=ROWS.shape), 2)
    y, gradient = np.zeros(ROWS.shape), np.zeros(ROWS.shape)
    for out, slope, row, g in zip(*(np.moveaxis(a, axis, -1) for a in (y, gradient, ROWS, upstream))):
        for bits in range(1, 2 ** len(row)):
            support = np.array([bits >> i & 1 for i in range(len(row))], dtype=bool)
            tau = (row[support].sum() - 1) / support.sum()
            if (row[support] > tau).all() and (row[~support] <= tau).all():
                out[support] = row[support] - tau
                slope[support] = g[support] - g[support].mean()
    return {"y": y.tolist(), "gradient": gradient.tolist(), "upstream": upstream.tolist()}


def rows(f, shape):
    return case(f, ROWS, np.round(random.normal(size=shape), 2))


ELEMENTWISE = {
    "celu": k.celu,
    "celu 0.5": lambda x: k.celu(x, 0.5),
    "elu": k.elu,
    "exponential": k.exponential,
    "gelu": lambda x: k.gelu(x, approximate=False),
    "gelu tanh": lambda x: k.gelu(x, approximate=True),
    "hardShrink": k.hard_shrink,
    "hardSigmoid": k.hard_sigmoid,
    "hardSilu": k.hard_silu,
    "hardTanh": k.hard_tanh,
    "leakyRelu 0.2": lambda x: k.leaky_relu(x, 0.2),
    "linear": k.linear,
    "logSigmoid": k.log_sigmoid,
    "mish": k.mish,
    "relu": k.relu,
    "relu6": k.relu6,
    "selu": k.selu,
    "sigmoid": k.sigmoid,
    "silu": k.silu,
    "softShrink": k.soft_shrink,
    "softplus": k.softplus,
    "softsign": k.softsign,
    "sparsePlus": k.sparse_plus,
    "sparseSigmoid": k.sparse_sigmoid,
    "squareplus": k.squareplus,
    "squareplus 1": lambda x: k.squareplus(x, 1),
    "tanhShrink": k.tanh_shrink,
    "threshold": lambda x: k.threshold(x, 0.5, -7.0),
}
ALONG_AXES = {
    "glu": rows(k.glu, (4, 3)),
    "glu 0": rows(lambda x: k.glu(x, axis=0), (2, 6)),
    "logSoftmax": rows(k.log_softmax, (4, 6)),
    "softmax": rows(k.softmax, (4, 6)),
    "softmax 0": rows(lambda x: k.softmax(x, axis=0), (4, 6)),
    "sparsemax": sparsemax_case(-1),
    "sparsemax 0": sparsemax_case(0),
}
out = Path(__file__).with_name("activations.json")
content = {
    "points": POINTS,
    "elementwise": {name: case(f, POINTS) for name, f in ELEMENTWISE.items()},
    "rows": ROWS.tolist(),
    "alongAxes": ALONG_AXES,
}
out.write_text(json.dumps(content) + "\n")
