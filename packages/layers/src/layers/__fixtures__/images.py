"""Writes images.json: convolutions and poolings by PyTorch, in float64: outputs, and gradients of a weighted sum of them.

Images are [batch, height, width, channels] and kernels [height, width, channels / groups, filters], as ours; PyTorch sees them permuted.

Run with PyTorch 1.13.1: python3 images.py > images.json
"""

import json
import sys

import torch
from torch.nn import functional as F

torch.set_default_dtype(torch.float64)
random = torch.Generator().manual_seed(11)


def normal(*shape):
    # One decimal keeps the file small.
    return (torch.randn(*shape, generator=random) * 10).round() / 10


def channels_first(x):
    return x.permute(0, 3, 1, 2)


def channels_last(x):
    return x.permute(0, 2, 3, 1)


def record(parts):
    # Sums of products of short decimals are short decimals, but for the rounding.
    return {name: [list(t.shape), [round(v, 12) for v in t.detach().reshape(-1).tolist()]] for name, t in parts.items()}


def convolution_case(shape, kernel_shape, pad=(0, 0, 0, 0), **options):
    """`pad` is left, right, top, bottom. The gradients are of Σ upstream · y."""
    x = normal(*shape).requires_grad_()
    kernel = normal(*kernel_shape).requires_grad_()
    bias = normal(kernel_shape[-1]).requires_grad_()
    y = channels_last(F.conv2d(F.pad(channels_first(x), pad), kernel.permute(3, 2, 0, 1), bias, **options))
    upstream = normal(*y.shape)
    y.backward(upstream)
    parts = {"x": x, "kernel": kernel, "bias": bias, "upstream": upstream, "y": y}
    return record({**parts, "xGradient": x.grad, "kernelGradient": kernel.grad, "biasGradient": bias.grad})


def depthwise_case(shape, kernel_shape, **options):
    """The kernel is [height, width, channels, depth multiplier]; the filters of a channel are neighbours in the output."""
    height, width, channels, depth = kernel_shape
    x = normal(*shape).requires_grad_()
    kernel = normal(*kernel_shape).requires_grad_()
    bias = normal(channels * depth).requires_grad_()
    weight = kernel.permute(2, 3, 0, 1).reshape(channels * depth, 1, height, width)
    y = channels_last(F.conv2d(channels_first(x), weight, bias, groups=channels, **options))
    upstream = normal(*y.shape)
    y.backward(upstream)
    parts = {"x": x, "kernel": kernel, "bias": bias, "upstream": upstream, "y": y}
    return record({**parts, "xGradient": x.grad, "kernelGradient": kernel.grad, "biasGradient": bias.grad})


def pooling_case(pool, shape, x=None):
    x = (normal(*shape) if x is None else x).requires_grad_()
    y = channels_last(pool(channels_first(x)))
    upstream = normal(*y.shape)
    y.backward(upstream)
    return record({"x": x, "upstream": upstream, "y": y, "xGradient": x.grad})


# Few different numbers, so that many windows have several largest elements.
tied = torch.randint(0, 3, (1, 5, 6, 1), generator=random).double()

json.dump(
    {
        "convolutions": {
            "3×3": convolution_case([2, 4, 5, 2], [3, 3, 2, 3]),
            # TensorFlow's `same`: of an uneven padding the smaller half comes first.
            "same": convolution_case([1, 4, 4, 1], [2, 3, 1, 2], pad=(1, 1, 0, 1)),
            "same, stride 2": convolution_case([1, 5, 4, 2], [3, 3, 2, 2], pad=(0, 1, 1, 1), stride=2),
            "stride 2×1, padding 1×2": convolution_case([1, 5, 4, 1], [3, 2, 1, 2], pad=(2, 2, 1, 1), stride=(2, 1)),
            "dilation 2": convolution_case([1, 6, 5, 1], [2, 3, 1, 2], dilation=2),
            "2 groups": convolution_case([1, 3, 4, 4], [2, 2, 2, 4], groups=2),
            "depthwise": depthwise_case([1, 4, 3, 3], [2, 2, 3, 1]),
            "depthwise, 2 filters per channel": depthwise_case([1, 5, 4, 2], [3, 2, 2, 2], stride=2),
        },
        "poolings": {
            "max": pooling_case(lambda x: F.max_pool2d(x, 2), [2, 4, 5, 2]),
            "max, ties": pooling_case(lambda x: F.max_pool2d(x, 2), [], tied.clone()),
            "max, ties that overlap": pooling_case(lambda x: F.max_pool2d(x, 3, stride=(1, 2), padding=1), [], tied.clone()),
            "average": pooling_case(lambda x: F.avg_pool2d(x, 2), [2, 4, 5, 2]),
            "average, overlapping": pooling_case(lambda x: F.avg_pool2d(x, 3, stride=2), [1, 5, 5, 1]),
            "average, padded": pooling_case(lambda x: F.avg_pool2d(x, 3, stride=2, padding=1, count_include_pad=False), [1, 5, 4, 1]),
            "average, padding counted": pooling_case(lambda x: F.avg_pool2d(x, 3, stride=2, padding=1), [1, 5, 4, 1]),
            "global average": pooling_case(lambda x: F.adaptive_avg_pool2d(x, 1), [2, 3, 4, 2]),
            "global max": pooling_case(lambda x: F.adaptive_max_pool2d(x, 1), [2, 3, 4, 2]),
        },
    },
    sys.stdout,
    ensure_ascii=False,
)
