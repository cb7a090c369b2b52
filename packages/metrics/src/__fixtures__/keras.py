"""Metrics by Keras 3.15.1 (in float64 on the JAX backend) and, independently, by their definitions in NumPy: writes keras.json.

    pip install keras==3.15.1 jax && python keras.py

Keras takes the mean of a metric in float32, so its values serve to check the definitions, and NumPy's float64 ones are written.
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
random = np.random.default_rng(11)


def scores(*shape):
    return np.round(random.uniform(size=shape), 2)  # two digits, so that some of them tie or meet the threshold


def one_hot(count, *shape):
    return np.eye(count)[random.integers(count, size=shape)]


def bits(*shape):
    return random.integers(2, size=shape).astype(float)


def above(p, y, threshold):
    return np.mean((p > threshold) == y)


def same_place(p, y):
    return np.mean(p.argmax(-1) == y.argmax(-1))


def right_class(p, y):
    return np.mean(p.argmax(-1) == y)


def squares(p, y):
    return np.mean((p - y) ** 2)


def distances(p, y):
    return np.mean(np.abs(p - y))


at_threshold = np.array([[0.5], [0.5], [0.51], [0.49]])
ties = np.array([[0.4, 0.4, 0.2], [0.2, 0.4, 0.4], [1 / 3, 1 / 3, 1 / 3]])

cases = [
    ("binaryAccuracy", {}, scores(40, 1), bits(40, 1), above),
    ("binaryAccuracy", {}, scores(6, 2, 3), bits(6, 2, 3), above),
    ("binaryAccuracy", {"threshold": 0.3}, scores(40, 1), bits(40, 1), above),
    ("binaryAccuracy", {}, at_threshold, np.array([[1.0], [0.0], [1.0], [0.0]]), above),
    ("categoricalAccuracy", {}, scores(30, 4), one_hot(4, 30), same_place),
    ("categoricalAccuracy", {}, scores(6, 2, 3), one_hot(3, 6, 2), same_place),
    ("categoricalAccuracy", {}, ties, np.eye(3)[[0, 2, 0]], same_place),
    ("sparseCategoricalAccuracy", {}, scores(30, 4), random.integers(4, size=30), right_class),
    ("sparseCategoricalAccuracy", {}, scores(6, 2, 3), random.integers(3, size=(6, 2)), right_class),
    ("sparseCategoricalAccuracy", {}, ties, np.array([0, 2, 0]), right_class),
    ("meanSquaredError", {}, scores(20, 1), scores(20, 1), squares),
    ("meanSquaredError", {}, 100 * scores(6, 2, 3), scores(6, 2, 3), squares),
    ("meanAbsoluteError", {}, scores(20, 1), scores(20, 1), distances),
    ("meanAbsoluteError", {}, 100 * scores(6, 2, 3), scores(6, 2, 3), distances),
]
makers = {
    "binaryAccuracy": keras.metrics.BinaryAccuracy,
    "categoricalAccuracy": keras.metrics.CategoricalAccuracy,
    "sparseCategoricalAccuracy": keras.metrics.SparseCategoricalAccuracy,
    "meanSquaredError": keras.metrics.MeanSquaredError,
    "meanAbsoluteError": keras.metrics.MeanAbsoluteError,
}

results = []
for name, options, prediction, target, definition in cases:
    metric = makers[name](dtype="float64", **options)
    metric.update_state(target, prediction)
    value = definition(prediction, target, options.get("threshold", 0.5)) if name == "binaryAccuracy" else definition(prediction, target)
    np.testing.assert_allclose(float(metric.result()), value, rtol=1e-6)
    results.append(
        {
            "metric": name,
            "options": options,
            "prediction": {"shape": list(prediction.shape), "data": prediction.flatten().tolist()},
            "target": {"shape": list(target.shape), "data": target.flatten().tolist()},
            "value": float(value),
        }
    )

Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(json.dumps(r) for r in results) + "\n]\n")
