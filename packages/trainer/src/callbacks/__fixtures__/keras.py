"""When Keras' callbacks stop training and lower the learning rate: writes keras.json.

    pip install keras==3.15.1 jax && python keras.py

EarlyStopping and ReduceLROnPlateau of Keras 3.15.1 are told the numbers of epochs that never happened; what they answer is written down.
"""

import json
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"
here = Path(__file__).resolve().parent
sys.path = [place for place in sys.path if Path(place or ".").resolve() != here]

import keras
import numpy as np

sequences = {
    "falling": [1.0, 0.8, 0.7, 0.65, 0.62, 0.61, 0.605, 0.604],
    "flat": [0.693] * 12,
    "bumpy": [1.0, 0.9, 0.95, 0.85, 0.86, 0.87, 0.84, 0.9, 0.91, 0.92, 0.93, 0.5],
    "rising": [0.5, 0.6, 0.7, 0.8, 0.9, 1.0],
    "tiny steps": [1.0 - 0.00004 * i for i in range(15)],
}

stopping = [
    {"patience": 0},
    {"patience": 2},
    {"patience": 2, "minDelta": 0.02},
    {"patience": 1, "baseline": 0.88},
    {"patience": 1, "startFromEpoch": 3},
    {"patience": 2, "mode": "max"},
]
plateau = [
    {"patience": 2, "factor": 0.5},
    {"patience": 1, "factor": 0.1, "cooldown": 2},
    {"patience": 1, "factor": 0.5, "minLearningRate": 0.02},
    {"patience": 3, "factor": 0.5, "minDelta": 0.05},
    {"patience": 2, "factor": 0.5, "mode": "max"},
]
names = {"minDelta": "min_delta", "startFromEpoch": "start_from_epoch", "minLearningRate": "min_lr"}


def model():
    made = keras.Sequential([keras.Input((1,)), keras.layers.Dense(1, use_bias=False)])
    made.compile(optimizer=keras.optimizers.SGD(0.1), loss="mse")
    return made


def of_keras(options):
    return {names.get(key, key): value for key, value in options.items()}


def run_stopping(options, losses):
    """After which epoch it stops, and the epoch whose weights are left."""
    net = model()
    callback = keras.callbacks.EarlyStopping(monitor="loss", restore_best_weights=True, **{"mode": "min", **of_keras(options)})
    callback.set_model(net)
    net.stop_training = False
    callback.on_train_begin()
    stopped = None
    for epoch, loss in enumerate(losses):
        net.set_weights([np.array([[float(epoch)]])])
        callback.on_epoch_end(epoch, {"loss": loss})
        if net.stop_training:
            stopped = epoch
            break
    callback.on_train_end()
    return {"stopped": stopped, "weights": float(net.get_weights()[0][0, 0])}


def run_plateau(options, losses):
    """The learning rate after each epoch."""
    net = model()
    callback = keras.callbacks.ReduceLROnPlateau(monitor="loss", **{"mode": "min", "min_delta": 1e-4, **of_keras(options)})
    callback.set_model(net)
    callback.on_train_begin()
    rates = []
    for epoch, loss in enumerate(losses):
        callback.on_epoch_end(epoch, {"loss": loss})
        rates.append(float(net.optimizer.learning_rate.numpy()) if hasattr(net.optimizer.learning_rate, "numpy") else float(net.optimizer.learning_rate))
    return rates


cases = {
    "keras": keras.__version__,
    "earlyStopping": [
        {"options": options, "losses": losses, **run_stopping(options, losses)} for options in stopping for losses in sequences.values()
    ],
    "reduceLearningRateOnPlateau": [
        {"options": options, "losses": losses, "rates": run_plateau(options, losses)} for options in plateau for losses in sequences.values()
    ],
}
(here / "keras.json").write_text(json.dumps(cases, indent=None, separators=(",", ":")).replace('{"options"', '\n{"options"') + "\n")
