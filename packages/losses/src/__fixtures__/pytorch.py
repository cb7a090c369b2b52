"""Losses and their gradients by PyTorch 1.13.1, in float64: writes pytorch.json.

    python3 pytorch.py

Each case: prediction and target; the loss of each element, averaged over all axes of a sample but the first (that is our perSample; the
mean over samples is PyTorch's reduction 'mean'); and the gradient of the samples' losses weighted by `upstream`, which is uneven.

PyTorch has no categorical cross-entropy of probabilities. Its rule for binary ones is carried over to it: logarithms are cut at -100, and
divisors of the gradient at 1e-12.
"""

import json
from pathlib import Path

import torch
import torch.nn.functional as F

torch.set_default_dtype(torch.float64)
torch.manual_seed(20)


def plain(tensor):
    return {"shape": list(tensor.shape), "data": tensor.detach().flatten().tolist()}


def case(loss, options, label, prediction, target, elements, gradient=None):
    """`elements` gives the loss of each element, or of each row of classes; `gradient` replaces autograd where PyTorch has no rule."""
    prediction = prediction.clone().requires_grad_()
    per_sample = elements(prediction, target)
    per_sample = per_sample.flatten(1).mean(1) if per_sample.dim() > 1 else per_sample
    upstream = torch.round(1000 * (0.5 + torch.rand(len(per_sample)))) / 1000
    if gradient is None:
        (per_sample * upstream).sum().backward()
        slope = prediction.grad
    else:
        rows_per_sample = elements(prediction, target)[0].numel()
        slope = gradient(prediction.detach(), target) * upstream.view(-1, *[1] * (prediction.dim() - 1)) / rows_per_sample
    return {
        "loss": loss,
        "options": options,
        "label": label,
        "prediction": plain(prediction),
        "target": plain(target),
        "perSample": per_sample.tolist(),
        "mean": per_sample.mean().item(),
        "sum": per_sample.sum().item(),
        "upstream": upstream.tolist(),
        "gradient": slope.flatten().tolist(),
    }


def values(*shape):
    return torch.round(1000 * torch.randn(*shape)) / 1000


def probabilities(*shape):
    return torch.round(1000 * (0.01 + 0.98 * torch.rand(*shape))) / 1000


def distributions(*shape):
    return torch.softmax(values(*shape), -1)


def classes(count, *shape):
    return torch.randint(count, shape)


def one_hot(count, *shape):
    return F.one_hot(classes(count, *shape), count).double()


def pairs(ps, ys):
    """Every prediction with every target, one element per sample."""
    grid = torch.cartesian_prod(torch.tensor(ps), torch.tensor(ys))
    return grid[:, :1], grid[:, 1:]


def cut_log(p):
    return torch.log(p).clamp(min=-100)


def categorical(p, y):
    return -(y * cut_log(p)).sum(-1)


def categorical_gradient(p, y):
    return -y / p.clamp(min=1e-12)


def categorical_logits(x, y):
    return -(y * torch.log_softmax(x, -1)).sum(-1)


def sparse(p, y):
    return -cut_log(p).gather(-1, y.unsqueeze(-1)).squeeze(-1)


def sparse_gradient(p, y):
    return categorical_gradient(p, F.one_hot(y, p.shape[-1]).double())


def sparse_logits(x, y):
    moved = x.movedim(-1, 1)
    return F.cross_entropy(moved, y, reduction="none")


def none(function):
    return lambda p, y: function(p, y, reduction="none")


logits = {"fromLogits": True}
extreme = torch.tensor([[1000.0, -1000.0, 0.0], [-1000.0, 1000.0, 999.0], [1000.0, 1000.0, -1000.0], [0.0, 0.0, 0.0]])
certain = torch.tensor([[0.0, 1.0, 0.0], [1.0, 0.0, 0.0], [0.0, 0.5, 0.5], [1e-300, 0.0, 1.0]])

cases = []
for name, function in (("meanSquaredError", F.mse_loss), ("meanAbsoluteError", F.l1_loss)):
    for shape in ((6,), (5, 1), (4, 3), (3, 2, 4), (2, 2, 3, 2)):
        cases.append(case(name, {}, f"{len(shape)} axes", values(*shape), values(*shape), none(function)))
    equal = values(4, 2)
    cases.append(case(name, {}, "some are right", equal, torch.where(torch.tensor([[True, False]]), equal, -equal), none(function)))
    cases.append(case(name, {}, "±1000", *pairs([0.0, 1.0, -1000.0, 1000.0], [0.0, 1000.0, -1000.0]), none(function)))

bce, bce_logits = none(F.binary_cross_entropy), none(F.binary_cross_entropy_with_logits)
for shape in ((6,), (5, 1), (4, 3), (3, 2, 4)):
    cases.append(case("binaryCrossEntropy", {}, f"{len(shape)} axes", probabilities(*shape), classes(2, *shape).double(), bce))
    cases.append(case("binaryCrossEntropy", logits, f"{len(shape)} axes", 3 * values(*shape), classes(2, *shape).double(), bce_logits))
cases.append(case("binaryCrossEntropy", {}, "soft targets", probabilities(4, 3), probabilities(4, 3), bce))
cases.append(case("binaryCrossEntropy", logits, "soft targets", 3 * values(4, 3), probabilities(4, 3), bce_logits))
hard = [0.0, 1e-300, 1e-50, 1e-13, 1e-12, 1e-11, 0.5, 1 - 1e-11, 1 - 2**-53, 1.0]
cases.append(case("binaryCrossEntropy", {}, "0 and 1", *pairs(hard, [0.0, 1.0, 0.25]), bce))
far = [-1000.0, -745.2, -100.0, -37.0, -1e-9, 0.0, 1e-9, 37.0, 100.0, 709.9, 1000.0]
cases.append(case("binaryCrossEntropy", logits, "±1000", *pairs(far, [0.0, 1.0, 0.25]), bce_logits))

for shape in ((4, 3), (5, 2), (3, 2, 4), (2, 2, 3, 3)):
    kinds, rows, label = shape[-1], shape[:-1], f"{len(shape)} axes, {shape[-1]} classes"
    cases.append(case("categoricalCrossEntropy", {}, label, distributions(*shape), one_hot(kinds, *rows), categorical, categorical_gradient))
    cases.append(case("categoricalCrossEntropy", logits, label, 3 * values(*shape), one_hot(kinds, *rows), categorical_logits))
    cases.append(case("sparseCategoricalCrossEntropy", {}, label, distributions(*shape), classes(kinds, *rows), sparse, sparse_gradient))
    cases.append(case("sparseCategoricalCrossEntropy", logits, label, 3 * values(*shape), classes(kinds, *rows), sparse_logits))
cases.append(case("categoricalCrossEntropy", {}, "soft targets", distributions(4, 3), distributions(4, 3), categorical, categorical_gradient))
cases.append(case("categoricalCrossEntropy", logits, "soft targets", 3 * values(4, 3), distributions(4, 3), categorical_logits))
for i in range(3):
    y = torch.full((4,), i)
    rows = F.one_hot(y, 3).double()
    cases.append(case("categoricalCrossEntropy", {}, f"0 and 1, class {i}", certain, rows, categorical, categorical_gradient))
    cases.append(case("categoricalCrossEntropy", logits, f"±1000, class {i}", extreme, rows, categorical_logits))
    cases.append(case("sparseCategoricalCrossEntropy", {}, f"0 and 1, class {i}", certain, y, sparse, sparse_gradient))
    cases.append(case("sparseCategoricalCrossEntropy", logits, f"±1000, class {i}", extreme, y, sparse_logits))

out = Path(__file__).with_suffix(".json")
out.write_text("[\n" + ",\n".join(json.dumps(c, allow_nan=False, ensure_ascii=False) for c in cases) + "\n]\n")
