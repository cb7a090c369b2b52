"""Writes normalizations_keras.json: normalizations and embeddings by Keras: outputs, running statistics, and gradients of a weighted sum.

Made with Keras 3.15.1 on JAX, in float64:
    KERAS_BACKEND=jax JAX_ENABLE_X64=1 python packages/layers/src/layers/__fixtures__/normalizations_keras.py
"""

import json
from pathlib import Path

import jax
import keras
import numpy as np
from keras.src.backend.common import dtypes

keras.config.set_floatx("float64")
# Keras computes in float32 whatever it is asked for, except on TensorFlow: it takes its results for float32 by this table.
dtypes.BIT64_TO_BIT32_DTYPE["float64"] = "float64"
random = np.random.RandomState(11)


def normal(*shape):
    # Two decimals keep the file small and are exact in JSON.
    return np.round(random.normal(size=shape), 2)


def lists(**arrays):
    return {name: np.asarray(value).tolist() for name, value in arrays.items()}


def case(layer, x, training=True):
    """The output for x, and the gradients for x and all trainable variables, which begin at random; then what it predicts."""
    layer.build(x.shape)
    weights = [normal(*v.shape) for v in layer.trainable_variables]
    fixed = [normal(*v.shape) ** 2 + 0.5 for v in layer.non_trainable_variables]
    integers = x.dtype == np.int32
    mode = lambda training: {"training": training} if isinstance(layer, keras.layers.BatchNormalization) else {}

    def forward(x, weights):
        return layer.stateless_call(weights, fixed, x, **mode(training))

    y, after = forward(x, weights)
    assert y.dtype == np.float64
    upstream = normal(*y.shape)
    if integers:
        x_gradient, gradients = [], jax.vjp(lambda w: forward(x, w)[0], weights)[1](upstream)[0]
    else:
        x_gradient, gradients = jax.vjp(lambda x, w: forward(x, w)[0], x, weights)[1](upstream)
    predicted = layer.stateless_call(weights, after, x, **mode(False))[0]
    return {
        **lists(x=x, upstream=upstream, y=y, xGradient=x_gradient, predicted=predicted),
        "weights": [w.tolist() for w in weights],
        "gradients": [np.asarray(g).tolist() for g in gradients],
        "statistics": [f.tolist() for f in fixed],
        "statisticsAfter": [np.asarray(a).tolist() for a in after],
    }


BatchNormalization, LayerNormalization = keras.layers.BatchNormalization, keras.layers.LayerNormalization
frozen = BatchNormalization()
frozen.trainable = False
cases = {
    "batchNormalization": case(BatchNormalization(), normal(5, 3)),
    "batchNormalization of images": case(BatchNormalization(momentum=0.8, epsilon=0.01), normal(2, 3, 2, 4)),
    "batchNormalization, channels first": case(BatchNormalization(axis=1, momentum=0.5), normal(2, 3, 2, 2)),
    "batchNormalization without scale": case(BatchNormalization(scale=False), normal(4, 2)),
    "batchNormalization without center": case(BatchNormalization(center=False), normal(4, 2)),
    "batchNormalization, neither": case(BatchNormalization(center=False, scale=False), normal(4, 2)),
    "batchNormalization, predicting": case(BatchNormalization(), normal(4, 2), training=False),
    "layerNormalization": case(LayerNormalization(), normal(3, 4)),
    "layerNormalization along two axes": case(LayerNormalization(axis=[1, 2], epsilon=0.01), normal(2, 3, 4)),
    "layerNormalization along the first": case(LayerNormalization(axis=1), normal(2, 3, 4)),
    "layerNormalization without scale": case(LayerNormalization(scale=False), normal(3, 4)),
    "layerNormalization without center": case(LayerNormalization(center=False), normal(3, 4)),
    "embedding": case(keras.layers.Embedding(5, 3), random.randint(0, 5, size=(2, 4)).astype(np.int32)),
    "prelu": case(keras.layers.PReLU(), normal(3, 4)),
    "prelu, shared": case(keras.layers.PReLU(shared_axes=[1, 2]), normal(2, 2, 3, 2)),
}
x = normal(4, 2)
frozen.build(x.shape)
cases["frozen"] = lists(x=x, y=frozen(x, training=True), runningMean=frozen.moving_mean, runningVariance=frozen.moving_variance)
# Last, so that the random numbers of the other cases stay.
RMSNormalization = keras.layers.RMSNormalization
cases["rmsNormalization"] = case(RMSNormalization(), normal(3, 4))
cases["rmsNormalization along two axes"] = case(RMSNormalization(axis=[1, 2], epsilon=0.01), normal(2, 3, 4))
out = Path(__file__).with_suffix(".json")
out.write_text(json.dumps(cases) + "\n")
