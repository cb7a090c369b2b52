"""Whole trainings by Keras 3.15.1 in float64: writes keras.json. JAX's own tanh has errors of 1e-8, so the net has none. Keras keeps data and
learning rates in float32, so they are numbers that float32 holds.

    pip install keras==3.15.1 jax && python keras.py

Weights of samples and of classes, regularizers, frozen layers and accumulated gradients: the loss of each epoch, its validation, and the final weights.
"""

import json
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"
here = Path(__file__).resolve().parent
sys.path = [place for place in sys.path if Path(place or ".").resolve() != here]

import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import keras
import numpy as np

# Keras takes means in float32, whatever its floatx.
keras.src.backend.numpy.mean = lambda x, axis=None, keepdims=False: jnp.mean(jnp.asarray(x), axis=axis, keepdims=keepdims)
keras.config.set_floatx("float64")
rng = np.random.default_rng(3)


def uniform(low, high, shape):
    return np.round(rng.uniform(low, high, shape) * 64) / 64


x = uniform(-1, 1, (12, 3))
values = x @ np.array([[1.0, -0.5], [0.25, 2.0], [-1.0, 0.5]]) + 0.25
classes = rng.integers(0, 3, 12)
weights = uniform(0, 2, (12,))
start = [
    uniform(-0.7, 0.7, (3, 5)),
    uniform(-0.1, 0.1, (5,)),
    uniform(-0.7, 0.7, (5, 3)),
    uniform(-0.1, 0.1, (3,)),
]


def train(outputs, loss, optimizer, y, regularizers=(None, None), frozen=False, validation=False, **fit):
    hidden = keras.layers.Dense(5, activation="relu", kernel_regularizer=regularizers[0], bias_regularizer=regularizers[1], trainable=not frozen)
    net = keras.Sequential([keras.Input((3,)), hidden, keras.layers.Dense(outputs)])
    net.set_weights([start[0], start[1], start[2][:, :outputs], start[3][:outputs]])
    net.compile(optimizer=optimizer, loss=loss)
    if validation:
        fit["validation_data"] = (x[:4], y[:4])
    history = net.fit(x, y, epochs=6, batch_size=4, shuffle=False, verbose=0, **fit).history
    return {
        "loss": [float(value) for value in history["loss"]],
        **({"validation": [float(value) for value in history["val_loss"]]} if validation else {}),
        "weights": [value.flatten().tolist() for value in net.get_weights()],
    }


def crossentropy():
    return keras.losses.SparseCategoricalCrossentropy(from_logits=True)


cases = {
    "keras": keras.__version__,
    "x": x.tolist(),
    "values": values.tolist(),
    "classes": classes.tolist(),
    "sampleWeights": weights.tolist(),
    "start": [value.flatten().tolist() for value in start],
    "trainings": {
        "sampleWeights": train(2, "mse", keras.optimizers.SGD(0.125), values, sample_weight=weights),
        "classWeights": train(3, crossentropy(), keras.optimizers.SGD(0.125), classes, class_weight={0: 0.5, 1: 2.0, 2: 1.5}),
        "both": train(3, crossentropy(), keras.optimizers.SGD(0.125), classes, sample_weight=weights * np.array([0.5, 2.0, 1.5])[classes]),
        "regularizers": train(
            2, "mse", keras.optimizers.SGD(0.125), values, (keras.regularizers.L2(1 / 64), keras.regularizers.L1(1 / 16)), validation=True
        ),
        "regularizers of a frozen layer": train(2, "mse", keras.optimizers.SGD(0.125), values, (keras.regularizers.L2(1 / 64), None), frozen=True),
        "accumulation": train(2, "mse", keras.optimizers.SGD(0.125, momentum=0.875, gradient_accumulation_steps=3), values),
    },
}
(here / "keras.json").write_text(json.dumps(cases, separators=(",", ":")).replace('":{"loss"', '":\n{"loss"') + "\n")
