"""Losses and their gradients by Keras 3.15.1 over JAX, in float64: writes keras.json.

    pip install keras==3.15.1 jax && python keras.py

Each case: prediction, target, weights of samples; the loss of each sample with reduction None, averaged over what is left of a sample
where Keras leaves more than one number; the means and sums with and without the weights; the gradient of the samples' losses weighted by
`upstream`, which is uneven, and that of the weighted mean.

Keras takes means in float32, whatever its floatx; here its mean is replaced by one in float64. Predictions of cross-entropies keep away from 1e-7, at
which it cuts probabilities.
"""

import json
import os
import sys
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"
sys.path = [place for place in sys.path if Path(place or ".").resolve() != Path(__file__).resolve().parent]

import jax

jax.config.update("jax_enable_x64", True)
import jax.numpy as jnp
import keras
import numpy as np

keras.config.set_floatx("float64")
keras.src.backend.numpy.mean = lambda x, axis=None, keepdims=False: jnp.mean(jnp.asarray(x), axis=axis, keepdims=keepdims)
random = np.random.default_rng(3)
K = keras.losses


def values(*shape):
    return np.round(3 * random.standard_normal(shape), 3)


def uniform(low, high, *shape):
    return np.round(random.uniform(low, high, shape), 3)


def probabilities(*shape):
    return uniform(0.01, 0.99, *shape)


def distributions(*shape):
    x = np.exp(random.standard_normal(shape))
    return x / x.sum(-1, keepdims=True)


def binary(*shape):
    return random.integers(2, size=shape).astype(float)


def classes(count, *shape):
    return random.integers(count, size=shape)


def one_hot(count, *shape):
    return np.eye(count)[classes(count, *shape)]


def per_sample(losses):
    losses = jnp.asarray(losses)
    return losses.reshape(losses.shape[0], -1).mean(1) if losses.ndim > 1 else losses


results = []


def case(label, make, options, prediction, target, **theirs):
    name = make.__name__
    loss = lambda reduction: make(reduction=reduction, dtype="float64", **theirs)
    weights = uniform(0, 2, len(prediction))
    upstream = uniform(0.5, 1.5, len(prediction))
    # Weights of samples broadcast over the places of a sample.
    widened = weights.reshape(-1, *[1] * (loss(None)(target, prediction).ndim - 1))
    samples = lambda x: per_sample(loss(None)(target, x))
    mean = lambda x: loss("sum_over_batch_size")(target, x, sample_weight=widened)
    plain = lambda x: {"shape": list(x.shape), "data": x.flatten().tolist()}
    results.append(
        {
            "loss": OURS[name],
            "options": options,
            "label": label,
            "prediction": plain(prediction),
            "target": plain(target),
            "perSample": samples(prediction).tolist(),
            "mean": float(loss("sum_over_batch_size")(target, prediction)),
            "weights": weights.tolist(),
            "weightedMean": float(mean(prediction)),
            "weightedMeanGradient": np.asarray(jax.grad(mean)(jnp.asarray(prediction))).flatten().tolist(),
            "upstream": upstream.tolist(),
            "gradient": np.asarray(jax.grad(lambda x: (samples(x) * upstream).sum())(jnp.asarray(prediction))).flatten().tolist(),
        }
    )


OURS = {
    "MeanSquaredError": "meanSquaredError",
    "MeanAbsoluteError": "meanAbsoluteError",
    "MeanAbsolutePercentageError": "meanAbsolutePercentageError",
    "MeanSquaredLogarithmicError": "meanSquaredLogarithmicError",
    "CosineSimilarity": "cosineSimilarity",
    "Huber": "huber",
    "LogCosh": "logCosh",
    "Hinge": "hinge",
    "SquaredHinge": "squaredHinge",
    "CategoricalHinge": "categoricalHinge",
    "KLDivergence": "klDivergence",
    "Poisson": "poisson",
    "BinaryCrossentropy": "binaryCrossEntropy",
    "BinaryFocalCrossentropy": "binaryFocalCrossEntropy",
    "CategoricalCrossentropy": "categoricalCrossEntropy",
    "CategoricalFocalCrossentropy": "categoricalFocalCrossEntropy",
    "SparseCategoricalCrossentropy": "sparseCategoricalCrossEntropy",
    "CategoricalGeneralizedCrossEntropy": "categoricalGeneralizedCrossEntropy",
    "Dice": "dice",
    "Tversky": "tversky",
}
LOGITS, THEIR_LOGITS = {"fromLogits": True}, {"from_logits": True}

for shape in ((4, 3), (2, 2, 3)):
    label = f"{len(shape)} axes"
    kinds, rows = shape[-1], shape[:-1]
    for make in (K.MeanSquaredError, K.MeanAbsoluteError, K.Huber, K.LogCosh, K.CosineSimilarity):
        case(label, make, {}, values(*shape), values(*shape))
    case(f"{label}, delta 0.3", K.Huber, {"delta": 0.3}, values(*shape), values(*shape), delta=0.3)
    case(f"{label}, small errors", K.LogCosh, {}, uniform(-0.5, 0.5, *shape), np.zeros(shape))
    case(f"{label}, large errors", K.LogCosh, {}, 100 * values(*shape), values(*shape))
    for make in (K.Hinge, K.SquaredHinge):
        case(f"{label}, −1 and 1", make, {}, values(*shape), 2 * binary(*shape) - 1)
        case(f"{label}, 0 and 1", make, {}, values(*shape), binary(*shape))
    case(label, K.CategoricalHinge, {}, values(*shape), one_hot(kinds, *rows))
    case(f"{label}, low scores", K.CategoricalHinge, {}, values(*shape) - 5, one_hot(kinds, *rows))
    case(label, K.MeanAbsolutePercentageError, {}, values(*shape), values(*shape))
    case(f"{label}, targets of 0", K.MeanAbsolutePercentageError, {}, values(*shape), binary(*shape))
    case(label, K.MeanSquaredLogarithmicError, {}, uniform(0.01, 9, *shape), uniform(0, 9, *shape))
    case(f"{label}, some negative", K.MeanSquaredLogarithmicError, {}, values(*shape), binary(*shape))
    case(label, K.Poisson, {}, uniform(0.01, 9, *shape), random.integers(6, size=shape).astype(float))
    case(f"{label}, rates of 0", K.Poisson, {}, binary(*shape), random.integers(6, size=shape).astype(float))
    case(label, K.KLDivergence, {}, distributions(*shape), distributions(*shape))
    case(f"{label}, one-hot", K.KLDivergence, {}, distributions(*shape), one_hot(kinds, *rows))
    case(f"{label}, cut", K.KLDivergence, {}, np.where(one_hot(kinds, *rows) == 1, 1e-9, 0.2), distributions(*shape))
    for ours, theirs, draw in (({}, {}, distributions), (LOGITS, THEIR_LOGITS, values)):
        what = f"{label}{', from logits' if ours else ''}"
        binary_draw = draw if ours else probabilities
        smooth, their_smooth = {**ours, "labelSmoothing": 0.2}, {**theirs, "label_smoothing": 0.2}
        for make, inputs, targets in (
            (K.BinaryCrossentropy, binary_draw, lambda: binary(*shape)),
            (K.BinaryFocalCrossentropy, binary_draw, lambda: binary(*shape)),
            (K.CategoricalCrossentropy, draw, lambda: one_hot(kinds, *rows)),
            (K.CategoricalFocalCrossentropy, draw, lambda: one_hot(kinds, *rows)),
        ):
            case(what, make, ours, inputs(*shape), targets(), **theirs)
            case(f"{what}, smoothed", make, smooth, inputs(*shape), targets(), **their_smooth)
        case(f"{what}, soft targets", K.BinaryFocalCrossentropy, ours, binary_draw(*shape), probabilities(*shape), **theirs)
        case(f"{what}, soft targets", K.CategoricalFocalCrossentropy, ours, draw(*shape), distributions(*shape), **theirs)
        for gamma in (0, 0.5, 1, 1.5, 3):
            balanced = {"applyClassBalancing": True, "alpha": 0.3}
            case(
                f"{what}, γ {gamma}, balanced",
                K.BinaryFocalCrossentropy,
                {**ours, **balanced, "gamma": gamma},
                binary_draw(*shape),
                binary(*shape),
                apply_class_balancing=True,
                alpha=0.3,
                gamma=gamma,
                **theirs,
            )
            alpha = uniform(0.1, 1, kinds).tolist() if gamma > 1 else 0.6
            case(
                f"{what}, γ {gamma}, α {alpha}",
                K.CategoricalFocalCrossentropy,
                {**ours, "gamma": gamma, "alpha": alpha},
                draw(*shape),
                one_hot(kinds, *rows),
                alpha=alpha,
                gamma=gamma,
                **theirs,
            )
        case(what, K.SparseCategoricalCrossentropy, ours, draw(*shape), classes(kinds, *rows), **theirs)
        some = classes(kinds, *rows)
        some.flat[0], some.flat[1] = -1, 1
        ignoring = {**ours, "ignoreIndex": -1}
        case(f"{what}, −1 ignored", K.SparseCategoricalCrossentropy, ignoring, draw(*shape), some, ignore_class=-1, **theirs)
        some = np.where(classes(kinds, *rows) == 0, 1, classes(kinds, *rows))
        ignoring = {**ours, "ignoreIndex": 1}
        case(f"{what}, class 1 ignored", K.SparseCategoricalCrossentropy, ignoring, draw(*shape), some, ignore_class=1, **theirs)
    every = tuple(range(1, len(shape)))
    case(label, K.Dice, {}, probabilities(*shape), binary(*shape), axis=every)
    case(label, K.Tversky, {}, probabilities(*shape), binary(*shape), axis=every)
    uneven = {"alpha": 0.3, "beta": 0.7}
    case(f"{label}, uneven", K.Tversky, uneven, probabilities(*shape), binary(*shape), axis=every, **uneven)
# Keras' own refuses more than two axes.
for q in (0.5, 0.05, 0.95):
    case(f"q {q}", K.CategoricalGeneralizedCrossEntropy, {"q": q}, distributions(5, 3), classes(3, 5), q=q)

for result in results:
    for part in result.values():
        assert not isinstance(part, list) or np.all(np.isfinite(part)), result
text = ",\n".join(json.dumps(result, allow_nan=False, ensure_ascii=False) for result in results)
Path(__file__).with_suffix(".json").write_text(f"[\n{text}\n]\n")
