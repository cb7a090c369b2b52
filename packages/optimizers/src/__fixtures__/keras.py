"""Trajectories by Keras 3.15.1 in float64, on the JAX backend: writes keras.json. The problem is that of pytorch.json.

    pip install keras==3.15.1 jax && python keras.py

Keras' Adam adds epsilon before the bias correction ("epsilon hat" in the paper), and its clipping divides by the norm itself.
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


def hat(**options):
    return {"epsilonPlacement": "beforeCorrection", "epsilon": 1e-7, **options}


Adam, SGD = keras.optimizers.Adam, keras.optimizers.SGD
results = {
    "adam": [
        trajectory(hat(), Adam()),
        trajectory(hat(learningRate=0.1), Adam(0.1)),
        trajectory(hat(learningRate=0.1, beta1=0.5, beta2=0.9, epsilon=1e-3), Adam(0.1, 0.5, 0.9, 1e-3)),
        trajectory(hat(learningRate=0.1, epsilon=0.1), Adam(0.1, epsilon=0.1)),
        trajectory(hat(learningRate=0.1, clipNorm=0.25), Adam(0.1, clipnorm=0.25)),
    ],
    "sgd": [
        trajectory({"learningRate": 0.1, "momentum": 0.9}, SGD(0.1, 0.9)),
        trajectory({"learningRate": 0.1, "momentum": 0.9, "nesterov": True}, SGD(0.1, 0.9, nesterov=True)),
        trajectory({"learningRate": 0.1, "clipValue": 0.125}, SGD(0.1, clipvalue=0.125)),
        trajectory({"learningRate": 0.1, "clipNorm": 0.25}, SGD(0.1, clipnorm=0.25)),
        trajectory({"learningRate": 0.1, "globalClipNorm": 0.25}, SGD(0.1, global_clipnorm=0.25)),
    ],
}
lines = [f'"{name}": [\n' + ",\n".join(map(json.dumps, part)) + "\n]" for name, part in results.items()]
Path(__file__).with_suffix(".json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
