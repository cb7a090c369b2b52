"""Learning rates of Keras 3.15.1's schedules in float64, on the JAX backend: writes keras.json.

    pip install keras==3.15.1 jax && python keras.py

Keras computes the cosine and the logarithm of float64 numbers in float32; here they are JAX' own, in float64.
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

keras.config.set_floatx("float64")
for name in ("cos", "log"):
    setattr(keras.src.ops, name, getattr(jax.numpy, name))
schedules = keras.optimizers.schedules
written = [*range(0, 40), 49, 50, 51, 99, 100, 101, 199, 200, 399, 400, 999, 1000]


def record(kind, rate, options, schedule, **more):
    return {"kind": kind, "rate": rate, "options": options, **more, "rates": [[step, float(schedule(step))] for step in written]}


results = [
    record("exponentialDecay", 0.5, {"factor": 0.9, "every": 7}, schedules.ExponentialDecay(0.5, 7, 0.9)),
    record("exponentialDecay", 0.5, {"factor": 0.5, "every": 30, "staircase": True}, schedules.ExponentialDecay(0.5, 30, 0.5, staircase=True)),
    record("inverseTimeDecay", 0.5, {"factor": 0.3}, schedules.InverseTimeDecay(0.5, 1, 0.3)),
    record("inverseTimeDecay", 0.5, {"factor": 2, "every": 13}, schedules.InverseTimeDecay(0.5, 13, 2.0)),
    record("inverseTimeDecay", 0.5, {"factor": 2, "every": 13, "staircase": True}, schedules.InverseTimeDecay(0.5, 13, 2.0, staircase=True)),
    record("polynomialDecay", 0.5, {"totalSteps": 30, "endRate": 0.0001}, schedules.PolynomialDecay(0.5, 30)),
    record("polynomialDecay", 0.5, {"totalSteps": 100, "endRate": 0.1, "power": 0.5}, schedules.PolynomialDecay(0.5, 100, 0.1, power=0.5)),
    record("polynomialDecay", 0.5, {"totalSteps": 9, "endRate": 0.1, "power": 2, "cycle": True}, schedules.PolynomialDecay(0.5, 9, 0.1, power=2.0, cycle=True)),
    record("cosineDecay", 0.5, {"totalSteps": 100}, schedules.CosineDecay(0.5, 100)),
    record("cosineDecay", 0.5, {"totalSteps": 37, "endRate": 0.125}, schedules.CosineDecay(0.5, 37, alpha=0.25)),
    record("cosineDecayRestarts", 0.5, {"cycleSteps": 9, "cycleFactor": 2}, schedules.CosineDecayRestarts(0.5, 9)),
    record(
        "cosineDecayRestarts",
        0.5,
        {"cycleSteps": 10, "cycleFactor": 1.5, "peakFactor": 0.75, "endRate": 0.125},
        schedules.CosineDecayRestarts(0.5, 10, t_mul=1.5, m_mul=0.75, alpha=0.25),
    ),
    record(
        "cosineDecayRestarts",
        0.5,
        {"cycleSteps": 11, "peakFactor": 0.9},
        schedules.CosineDecayRestarts(0.5, 11, t_mul=1.0, m_mul=0.9),
    ),
    record(
        "cosineDecay",
        0.5,
        {"totalSteps": 100},
        schedules.CosineDecay(0.05, 100, warmup_target=0.5, warmup_steps=20),
        warmUp={"steps": 20, "from": 0.05},
    ),
    record(
        "cosineDecay",
        0.5,
        {"totalSteps": 30, "endRate": 0.125},
        schedules.CosineDecay(0.0, 30, alpha=0.25, warmup_target=0.5, warmup_steps=7),
        warmUp={"steps": 7},
    ),
]
Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(map(json.dumps, results)) + "\n]\n")
