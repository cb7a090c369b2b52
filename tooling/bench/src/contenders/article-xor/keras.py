"""The article's network in Keras on TensorFlow's CPU build, the loss of every step kept as a number."""

import os
import time

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np

keras.config.set_floatx("float64")

first = [[0.3745401188473625, 0.9507143064099162], [0.7319939418114051, 0.5986584841970366]]
second = [[0.15601864044243652, 0.15599452033620265]]


def sample():
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype="float64")
    y = np.array([[0], [1], [1], [0]], dtype="float64")
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(2, activation="sigmoid", use_bias=False),
            keras.layers.Dense(1, activation="sigmoid", use_bias=False),
        ]
    )
    model.set_weights([np.array(first).T, np.array(second).T])
    model.compile(optimizer=keras.optimizers.SGD(0.1), loss="binary_crossentropy")
    start = time.perf_counter()
    # Many times faster than `fit`, whose epochs cost more than their one step.
    losses = [float(model.train_on_batch(x, y)) for _ in range(10000)]
    taken = time.perf_counter() - start
    # It reports the mean of all losses so far.
    assert losses[-1] < losses[0], losses[-1]
    assert abs(float(model.test_on_batch(x, y)) - 0.336343) < 1e-4
    return taken * 1000


def prepare():
    return sample
