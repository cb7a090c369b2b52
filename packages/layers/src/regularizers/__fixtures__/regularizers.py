"""Writes regularizers.json: penalties of Keras' regularizers and their gradients, in float64.

Made with Keras 3.15.1 on JAX, in float64:
    KERAS_BACKEND=jax JAX_ENABLE_X64=1 python packages/layers/src/regularizers/__fixtures__/regularizers.py
"""

import json
from pathlib import Path

import jax
import keras
import numpy as np

keras.config.set_floatx("float64")
random = np.random.RandomState(5)
weights = random.normal(size=(3, 4))

regularizers = {
    "l1": keras.regularizers.L1(),
    "l1 0.3": keras.regularizers.L1(0.3),
    "l2": keras.regularizers.L2(),
    "l2 0.25": keras.regularizers.L2(0.25),
    "l1l2": keras.regularizers.L1L2(l1=0.1, l2=0.7),
    "l1l2 without l1": keras.regularizers.L1L2(l2=0.7),
    "l1l2 without l2": keras.regularizers.L1L2(l1=0.1),
}
cases = {
    name: {
        "penalty": float(regularizer(weights)),
        "gradient": np.asarray(jax.grad(lambda w, f=regularizer: f(w))(weights)).tolist(),
    }
    for name, regularizer in regularizers.items()
}
out = Path(__file__).with_name("regularizers.json")
out.write_text(json.dumps({"weights": weights.tolist(), "cases": cases}) + "\n")
