"""2-10-10-1 as the article writes it with Keras, on TensorFlow's CPU build."""

import os
import time

os.environ["KERAS_BACKEND"] = "tensorflow"
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"

import keras
import numpy as np


def sample():
    keras.utils.set_random_seed(0)
    x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype="float32")
    y = np.array([[0], [1], [1], [0]], dtype="float32")
    model = keras.Sequential(
        [
            keras.Input((2,)),
            keras.layers.Dense(10, activation="relu"),
            keras.layers.Dense(10, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["binary_accuracy"])
    start = time.perf_counter()
    history = model.fit(x, y, epochs=1000, batch_size=4, shuffle=False, verbose=0).history
    taken = time.perf_counter() - start
    losses, accuracies = history["loss"], history["binary_accuracy"]
    assert len(losses) == 1000 and losses[-1] < 0.5 and accuracies[-1] >= 0.75, (losses[-1], accuracies[-1])
    return taken * 1000


def prepare():
    return sample
