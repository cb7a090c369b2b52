"""Losses by Keras 3.15.1, in float64: writes keras.json. It fixes what the reductions mean: Keras' loss of a sample is the mean over
its last axis, 'sum' adds samples, 'sum_over_batch_size' averages them. From logits only: of probabilities Keras cuts 1e-7 off.
Keras takes means in float32, whatever its floatx: seven digits are good.

    pip install keras==3.15.1 jax && python keras.py
"""

import json
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"
sys.path = [place for place in sys.path if Path(place or ".").resolve() != Path(__file__).resolve().parent]

import jax

jax.config.update("jax_enable_x64", True)
import keras
import numpy as np

keras.config.set_floatx("float64")
random = np.random.default_rng(3)


def draw(*shape):
    return np.round(3 * random.standard_normal(shape), 3)


classes = random.integers(3, size=4)
cases = [
    ("meanSquaredError", keras.losses.MeanSquaredError, {}, draw(4, 3), draw(4, 3)),
    ("meanAbsoluteError", keras.losses.MeanAbsoluteError, {}, draw(4, 3), draw(4, 3)),
    ("binaryCrossEntropy", keras.losses.BinaryCrossentropy, {"from_logits": True}, draw(4, 3), random.integers(2, size=(4, 3)).astype(float)),
    ("categoricalCrossEntropy", keras.losses.CategoricalCrossentropy, {"from_logits": True}, draw(4, 3), np.eye(3)[classes]),
    ("sparseCategoricalCrossEntropy", keras.losses.SparseCategoricalCrossentropy, {"from_logits": True}, draw(4, 3), classes),
]

results = []
for name, make, options, prediction, target in cases:

    def loss(reduction):
        return np.asarray(make(reduction=reduction, dtype="float64", **options)(target, prediction)).tolist()

    results.append(
        {
            "loss": name,
            "options": {"fromLogits": True} if options else {},
            "prediction": {"shape": list(prediction.shape), "data": prediction.flatten().tolist()},
            "target": {"shape": list(target.shape), "data": target.flatten().tolist()},
            "perSample": loss(None),
            "mean": loss("sum_over_batch_size"),
            "sum": loss("sum"),
        }
    )

Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(r) for r in results) + "\n]\n")
