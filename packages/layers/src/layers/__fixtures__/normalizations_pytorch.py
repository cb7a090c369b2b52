"""Writes normalizations_pytorch.json: normalizations, embeddings and gates by PyTorch, in float64: outputs, running statistics, and gradients of
a weighted sum. Run with PyTorch 1.13.1: python3 normalizations_pytorch.py"""

import json
from pathlib import Path

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
random = torch.Generator().manual_seed(11)


def normal(*shape):
    # Two decimals keep the file small and are exact in JSON.
    return (torch.randn(*shape, generator=random) * 100).round() / 100


def case(f, x, *shapes, statistics=()):
    weights = [normal(*shape).requires_grad_() for shape in shapes]
    before = [s.tolist() for s in statistics]
    if x.is_floating_point():
        x.requires_grad_()
    y = f(x, *weights)
    upstream = normal(*y.shape)
    y.backward(upstream)
    return {
        "x": x.tolist(),
        "weights": [w.tolist() for w in weights],
        "statistics": before,
        "upstream": upstream.tolist(),
        "y": y.tolist(),
        "xGradient": x.grad.tolist() if x.is_floating_point() else [],
        "gradients": [w.grad.tolist() for w in weights],
        "statisticsAfter": [s.tolist() for s in statistics],
    }


def rms_norm(x, w, axes, epsilon=2**-52):
    # By its definition: PyTorch has it since 2.4, with this epsilon for float64.
    return x * torch.rsqrt((x**2).mean(axes, keepdim=True) + epsilon) * w


def batch_norm(x):
    channels = x.shape[1]
    running = [normal(channels), normal(channels) ** 2 + 0.5]
    return case(lambda x, w, b: F.batch_norm(x, *running, w, b, training=True), x, [channels], [channels], statistics=running)


cases = {
    "batchNormalization": batch_norm(normal(5, 3)),
    "batchNormalization, channels first": batch_norm(normal(2, 3, 2, 2)),
    "layerNormalization": case(lambda x, w, b: F.layer_norm(x, [4], w, b), normal(3, 4), [4], [4]),
    "layerNormalization along two axes": case(lambda x, w, b: F.layer_norm(x, [3, 4], w, b), normal(2, 3, 4), [3, 4], [3, 4]),
    "embedding": case(F.embedding, torch.randint(0, 5, (2, 4), generator=random), [5, 3]),
    "prelu, channels first": case(lambda x, w: F.prelu(x, w.reshape(-1)), normal(2, 3, 2, 2), [3, 1, 1]),
    "glu": case(F.glu, normal(3, 4)),
    "glu 1": case(lambda x: F.glu(x, 1), normal(2, 4, 3)),
    "residual": case(lambda x, w, b: x + torch.tanh(x @ w + b), normal(3, 4), [4, 4], [4]),
    "residual with a shortcut": case(lambda x, w, b, s: torch.tanh(x @ w + b) + x @ s, normal(3, 4), [4, 2], [2], [4, 2]),
    "rmsNormalization": case(lambda x, w: rms_norm(x, w, [-1]), normal(3, 4), [4]),
    "rmsNormalization along two axes": case(lambda x, w: rms_norm(x, w, [-2, -1]), normal(2, 3, 4), [3, 4]),
    "rmsNormalization along the first": case(lambda x, w: rms_norm(x, w[:, None], [1], 1e-6), normal(2, 3, 4), [3]),
    "rmsNormalization without scale": case(lambda x: rms_norm(x, 1, [-1], 1e-6), normal(3, 4)),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(cases) + "\n")
