"""Metrics by scikit-learn 1.9.1, and by Keras 3.15.1 (float64, on the JAX backend) where it has them: writes scikit-learn.json.

    pip install scikit-learn==1.9.1 keras==3.15.1 jax && python scikit-learn.py

Keras computes in float32 at places, so its values serve to check the conventions (relative tolerance 1e-5); scikit-learn's float64 ones are
written. Specificity is the recall of the other side; R² of Keras and top-k of scikit-learn are left out where their conventions for constant
targets and ties differ.
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
import sklearn.metrics as sk

keras.config.set_floatx("float64")
random = np.random.default_rng(23)
arrays = []
cases = []


def scores(*shape):
    return np.round(random.uniform(size=shape), 2)  # two digits, so that some of them tie or meet the threshold


def case(metric, options, prediction, target, value, keras_metric=None, keras_target=None):
    """Writes a case, after Keras has agreed with it. A target of integers is one of int32, of bools one of bool."""
    if keras_metric is not None:
        keras_metric.update_state((target if keras_target is None else keras_target).astype(float), prediction)
        np.testing.assert_allclose(np.array(keras_metric.result()), value, rtol=1e-5, atol=1e-6)
    cases.append(
        {
            "metric": metric,
            "options": options,
            "prediction": place_of(prediction),
            "target": place_of(target),
            "value": np.asarray(value, dtype=float).tolist(),
        }
    )


def place_of(array):
    """Where an array is among those written: each is written once."""
    dtype = {"f": "float64", "i": "int32", "b": "bool"}[array.dtype.kind]
    numbers = [int(x) if x == int(x) else float(x) for x in array.flatten()]
    written = {"shape": list(array.shape), "dtype": dtype, "data": numbers}
    if written not in arrays:
        arrays.append(written)
    return arrays.index(written)


m = keras.metrics

# Two classes: floats, bools and integers as targets; the last two without positive predictions, and without positives.
few = np.full((6, 1), 0.2)
mixed = np.array([[0.0], [1], [0], [1], [1], [0]])
pairs = [
    (scores(40, 1), random.integers(2, size=(40, 1)).astype(float), 0.5),
    (scores(6, 2, 3), random.integers(2, size=(6, 2, 3)), 0.5),
    (scores(40), random.integers(2, size=40).astype(bool), 0.3),
    (few, mixed, 0.5),
    (scores(6, 1), np.zeros((6, 1)), 0.5),
]
for x, y, threshold in pairs:
    options = {} if threshold == 0.5 else {"threshold": threshold}
    p, t = (x > threshold).flatten().astype(int), y.flatten().astype(int)
    with_zero = {"zero_division": 0.0}
    case("precision", options, x, y, sk.precision_score(t, p, **with_zero), m.Precision(thresholds=threshold, dtype="float64"))
    case("recall", options, x, y, sk.recall_score(t, p, **with_zero), m.Recall(thresholds=threshold, dtype="float64"))
    case("specificity", options, x, y, sk.recall_score(t, p, pos_label=0, **with_zero))
    one_column = {"keras_metric": m.F1Score(threshold=threshold, average="micro"), "keras_target": y} if x.shape == (40, 1) else {}
    case("f1", options, x, y, sk.f1_score(t, p, **with_zero), **one_column)
    case("fBeta", {**options, "beta": 0.5}, x, y, sk.fbeta_score(t, p, beta=0.5, **with_zero))
    case("matthewsCorrelation", options, x, y, sk.matthews_corrcoef(t, p))
    if len(set(t) | set(p)) > 1:
        case("cohenKappa", options, x, y, sk.cohen_kappa_score(t, p))
    case("confusionMatrix", options, x, y, sk.confusion_matrix(t, p, labels=[0, 1]))
    if len(set(t)) > 1:
        case("auc", {}, x, y, sk.roc_auc_score(t, x.flatten()))
    if t.any():
        case("auc", {"curve": "PR"}, x, y, sk.average_precision_score(t, x.flatten()))
case("confusionMatrix", {"classes": 2}, (pairs[0][0] > 0.5).astype(int), pairs[0][1].astype(int), sk.confusion_matrix(pairs[0][1], pairs[0][0] > 0.5))

# Scores without ties, where the thresholds of Keras can be every one of them.
x, y = np.round(random.permutation(np.arange(1, 33) / 33), 3), random.integers(2, size=32).astype(float)
between = ((np.arange(1, 32) + 0.5) / 33).tolist()
case("auc", {}, x, y, sk.roc_auc_score(y, x), m.AUC(thresholds=between, dtype="float64"))
case("auc", {"curve": "PR"}, x, y, sk.average_precision_score(y, x))
case("auc", {}, 10 * x - 5, y, sk.roc_auc_score(y, x))
case("auc", {}, np.full(5, 0.5), np.array([1.0, 0, 1, 0, 0]), 0.5)
case("auc", {"curve": "PR"}, np.full(5, 0.5), np.array([1.0, 0, 1, 0, 0]), sk.average_precision_score([1, 0, 1, 0, 0], np.full(5, 0.5)))
case("auc", {"curve": "PR"}, scores(5), np.ones(5), 1.0)

# Many classes: numbers and one-hot rows as targets. The fourth class of the last never occurs and is never predicted.
# Keras takes all equal scores of a row as predicted; the first, which is held against it, has none.
rows = [(np.argsort(random.uniform(size=(40, 4)), axis=-1) / 4, random.integers(4, size=40)), (scores(5, 3, 4), random.integers(4, size=(5, 3)))]
absent = scores(20, 4)
absent[:, 3] = 0
rows.append((absent, random.integers(3, size=20)))
for x, y in rows:
    p, t, n = x.argmax(-1).flatten(), y.flatten(), 4
    labels = {"labels": range(n)}
    hot = np.eye(n)[y]
    for average in ["micro", "macro", "weighted", "none"]:
        options = {"classes": n, "average": average}
        by = {**labels, "average": None if average == "none" else average, "zero_division": 0.0}
        target = hot if average in ("macro", "weighted") else y
        flat = {"keras_target": hot.reshape(-1, n)} if x.ndim == 2 else {}
        with_keras = {"keras_metric": m.F1Score(average=by["average"], dtype="float64"), **flat} if x.ndim == 2 else {}
        case("f1", options, x, target, sk.f1_score(t, p, **by), **with_keras)
        case("precision", options, x, target, sk.precision_score(t, p, **by))
        case("recall", options, x, target, sk.recall_score(t, p, **by))
        with_keras = {"keras_metric": m.FBetaScore(average=by["average"], beta=2.0, dtype="float64"), **flat} if x.ndim == 2 else {}
        case("fBeta", {**options, "beta": 2.0}, x, target, sk.fbeta_score(t, p, beta=2.0, **by), **with_keras)
        counts = sk.multilabel_confusion_matrix(t, p, **labels)
        counts = counts.sum(0, keepdims=True) if average == "micro" else counts
        each = counts[:, 0, 0] / (counts[:, 0, 0] + counts[:, 0, 1])
        weights = np.bincount(t, minlength=n) if average == "weighted" else None
        case("specificity", options, x, target, each if average == "none" else np.average(each, weights=weights))
    case("matthewsCorrelation", {"classes": n}, x, hot, sk.matthews_corrcoef(t, p))
    for weights in ["none", "linear", "quadratic"]:
        given = None if weights == "none" else weights
        case("cohenKappa", {"classes": n, "weights": weights}, x, y, sk.cohen_kappa_score(t, p, labels=range(n), weights=given))
    for normalize, name in [("none", None), ("target", "true"), ("prediction", "pred"), ("all", "all")]:
        case("confusionMatrix", {"classes": n, "normalize": normalize}, x, hot, sk.confusion_matrix(t, p, labels=range(n), normalize=name))
    if len(set(t)) == n:
        for average in ["macro", "weighted"]:
            # Rows of probabilities, for scikit-learn asks for them; the order within a column is what counts.
            probabilities = np.round(x / x.sum(-1, keepdims=True), 6)
            flat = probabilities.reshape(-1, n)
            roc = sk.roc_auc_score(t, flat, multi_class="ovr", average=average, labels=range(n))
            case("auc", {"classes": n, "average": average}, probabilities, hot if average == "macro" else y, roc)
            precision = sk.average_precision_score(hot.reshape(-1, n), flat, average=average)
            case("auc", {"curve": "PR", "classes": n, "average": average}, probabilities, y, precision)

# Among the largest: without ties within a row, where the conventions agree.
for shape in [(30, 7), (4, 3, 6)]:
    n = shape[-1]
    x = np.round(np.argsort(random.uniform(size=shape), axis=-1) / n, 3)
    y = random.integers(n, size=shape[:-1])
    hot = np.eye(n)[y]
    for k in [1, 2, 5]:
        options = {} if k == 5 else {"k": k}
        value = sk.top_k_accuracy_score(y.flatten(), x.reshape(-1, n), k=k, labels=range(n))
        case("sparseTopKCategoricalAccuracy", options, x, y, value, m.SparseTopKCategoricalAccuracy(k=k, dtype="float64"))
        case("topKCategoricalAccuracy", options, x, hot, value, m.TopKCategoricalAccuracy(k=k, dtype="float64"))

# Numbers.
for shape in [(20, 1), (6, 2, 3)]:
    x, y = np.round(10 * scores(*shape), 1), np.round(10 * scores(*shape) - 3, 1)
    root = sk.root_mean_squared_error(y.flatten(), x.flatten())
    case("rootMeanSquaredError", {}, x, y, root, m.RootMeanSquaredError(dtype="float64"))
    percent = 100 * sk.mean_absolute_percentage_error(y.flatten(), x.flatten())
    case("meanAbsolutePercentageError", {}, x, y, percent, m.MeanAbsolutePercentageError(dtype="float64"))
y = np.array([[0.0], [2.0], [4.0]])
case("meanAbsolutePercentageError", {}, y + 1, y, 100 * (1e7 + 0.5 + 0.25) / 3, m.MeanAbsolutePercentageError(dtype="float64"))
for shape in [(20, 5), (4, 3, 2)]:
    x, y = np.round(scores(*shape) - 0.5, 2), np.round(scores(*shape) - 0.5, 2)
    x[0] = 0
    pairs = zip(x.reshape(-1, shape[-1]), y.reshape(-1, shape[-1]))
    cosines = [1 - sk.pairwise.cosine_distances([a], [b])[0, 0] if a.any() else 0 for a, b in pairs]
    case("cosineSimilarity", {}, x, y, np.mean(cosines), m.CosineSimilarity(dtype="float64"))

averages = {"uniform": "uniform_average", "varianceWeighted": "variance_weighted", "none": "raw_values"}
of_keras = {"uniform": "uniform_average", "varianceWeighted": "variance_weighted_average", "none": None}
x, y = scores(30, 1), scores(30, 1)
case("rSquared", {}, x, y, sk.r2_score(y, x), m.R2Score(dtype="float64"))
x, y = 1e6 + x[:, 0], 1e6 + y[:, 0]  # of sums of squares alone few digits would be right
case("rSquared", {}, x, y, sk.r2_score(y, x))
y = np.round(np.stack([scores(20), 5 * scores(20), scores(20) + 3], -1), 2)
x = np.round(y + 0.3 * scores(20, 3), 2)
for average, name in averages.items():
    options = {"outputs": 3, "average": average}
    case("rSquared", options, x, y, sk.r2_score(y, x, multioutput=name), m.R2Score(class_aggregation=of_keras[average], dtype="float64"))
y[:, 1] = 0.5  # constant; of 0.1 scikit-learn makes −10³⁴, for it takes a rounding of the mean for variance
for average, name in averages.items():
    case("rSquared", {"outputs": 3, "average": average}, x, y, sk.r2_score(y, x, multioutput=name))
case("rSquared", {}, np.full(7, 0.1), np.full(7, 0.1), 1)
case("rSquared", {}, np.array([0.1, 0.1, 0.2]), np.full(3, 0.1), 0)

lines = {"arrays": arrays, "cases": cases}
text = ",\n".join(f'"{key}": [\n' + ",\n".join(json.dumps(r) for r in rows) + "\n]" for key, rows in lines.items())
Path(__file__).with_suffix(".json").write_text("{\n" + text + "\n}\n")
