"""Trajectories by Keras 3.15.1 in float64, on the JAX backend: writes keras.json. The problem is that of pytorch.json.

    pip install keras==3.15.1 jax && python keras.py

Keras' Adam adds epsilon before the bias correction ("epsilon hat" in the paper), its clipping divides by the norm itself, and its weight decay
is decoupled: what makes our conventions Keras' is among the options.
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
import keras
import numpy as np

sys.path.append(str(here))
from trajectory import gradient, record, start, steps, written

keras.config.set_floatx("float64")


def trajectory(options, optimizer):
    variables = {name: keras.Variable(values, dtype="float64") for name, values in start.items()}
    optimizer.build(list(variables.values()))
    points = []
    for step in range(1, steps + 1):
        optimizer.apply([gradient(name, step) for name in variables], list(variables.values()))
        if step in written:
            points.append((step, {name: np.asarray(variable.value) for name, variable in variables.items()}))
    return record(options, points)


scheduled = {"stepDecay": [0.1, 8, 0.3]}
arguments = {
    "learningRate": "learning_rate",
    "beta1": "beta_1",
    "beta2": "beta_2",
    "weightDecay": "weight_decay",
    "clipValue": "clipvalue",
    "clipNorm": "clipnorm",
    "globalClipNorm": "global_clipnorm",
    "initialAccumulator": "initial_accumulator_value",
}


def of(kind, conventions={}, **options):
    """A trajectory with our options, and those that make our conventions Keras'."""
    translated = {arguments.get(name, name): value for name, value in options.items()}
    if isinstance(options.get("learningRate"), dict):
        translated["learning_rate"] = keras.optimizers.schedules.ExponentialDecay(*scheduled["stepDecay"], staircase=True)
    return trajectory({**conventions, **options}, kind(**translated))


Optimizers = keras.optimizers
decay = {"decoupledWeightDecay": True}
hat = {"epsilonPlacement": "beforeCorrection", "epsilon": 1e-7}
outside = {"epsilonPlacement": "norm", "epsilon": 1e-7, "learningRate": 0.001, **decay}
nesterov = {"momentumDecay": 1, "epsilon": 1e-7, "learningRate": 0.001, **decay}
inside = {"epsilonPlacement": "insideRoot", "epsilon": 1e-7, "learningRate": 0.001, **decay}
mean = {**inside, "rho": 0.9, "momentumConvention": "updates"}
accumulated = {**inside, "initialAccumulator": 0.1}
delta = {"learningRate": 0.001, "rho": 0.95, "epsilon": 1e-7, **decay}
updates = {"momentumConvention": "updates", **decay}
Adam, AdamW, SGD, Lion = Optimizers.Adam, Optimizers.AdamW, Optimizers.SGD, Optimizers.Lion

results = {
    "adam": [
        of(Adam, hat),
        of(Adam, hat, learningRate=0.1),
        of(Adam, hat, learningRate=0.1, beta1=0.5, beta2=0.9, epsilon=1e-3),
        of(Adam, hat, learningRate=0.1, epsilon=0.1),
        of(Adam, hat, learningRate=0.1, clipNorm=0.25),
        of(Adam, hat, learningRate=0.1, beta2=0.9, epsilon=0.1, amsgrad=True),
        of(Adam, {**hat, **decay}, learningRate=scheduled, weightDecay=0.2, amsgrad=True),
    ],
    "adamW": [
        of(AdamW, {**hat, "weightDecay": 0.004}),
        of(AdamW, hat, learningRate=0.1, weightDecay=0.2, beta1=0.5, beta2=0.9),
        of(AdamW, hat, learningRate=scheduled, weightDecay=0.2, amsgrad=True),
    ],
    "adamax": [
        of(Optimizers.Adamax, outside),
        of(Optimizers.Adamax, outside, learningRate=0.1, beta1=0.5, beta2=0.9, epsilon=0.125),
        of(Optimizers.Adamax, outside, learningRate=scheduled, weightDecay=0.2),
    ],
    "nadam": [
        of(Optimizers.Nadam, nesterov),
        of(Optimizers.Nadam, nesterov, learningRate=0.1, beta1=0.5, beta2=0.9, epsilon=0.125),
        of(Optimizers.Nadam, nesterov, learningRate=scheduled, weightDecay=0.2),
    ],
    "rmsprop": [
        of(Optimizers.RMSprop, mean),
        of(Optimizers.RMSprop, mean, learningRate=0.1, rho=0.5, epsilon=0.125),
        of(Optimizers.RMSprop, mean, learningRate=0.1, momentum=0.9, weightDecay=0.2),
        of(Optimizers.RMSprop, mean, learningRate=0.1, momentum=0.5, centered=True, epsilon=1e-3),
        of(Optimizers.RMSprop, mean, learningRate=scheduled, momentum=0.9),
    ],
    "adagrad": [
        of(Optimizers.Adagrad, accumulated),
        of(Optimizers.Adagrad, accumulated, learningRate=0.1, initialAccumulator=0.5, epsilon=0.125),
        of(Optimizers.Adagrad, accumulated, learningRate=scheduled, weightDecay=0.2),
    ],
    "adadelta": [
        of(Optimizers.Adadelta, delta),
        of(Optimizers.Adadelta, delta, learningRate=1.0, rho=0.5, epsilon=1e-3),
        of(Optimizers.Adadelta, delta, learningRate=scheduled, weightDecay=0.2, epsilon=1e-2),
    ],
    "lion": [
        of(Lion, {"learningRate": 0.001}),
        of(Lion, learningRate=0.1, beta1=0.5, beta2=0.75),
        of(Lion, learningRate=scheduled, weightDecay=0.2),
    ],
    "sgd": [
        of(SGD, learningRate=0.1, momentum=0.9),
        of(SGD, learningRate=0.1, momentum=0.9, nesterov=True),
        of(SGD, learningRate=0.1, clipValue=0.125),
        of(SGD, learningRate=0.1, clipNorm=0.25),
        of(SGD, learningRate=0.1, globalClipNorm=0.25),
        of(SGD, updates, learningRate=scheduled, momentum=0.9),
        of(SGD, updates, learningRate=scheduled, momentum=0.9, nesterov=True, weightDecay=0.2),
    ],
}
lines = [f'"{name}": [\n' + ",\n".join(map(json.dumps, part)) + "\n]" for name, part in results.items()]
Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
