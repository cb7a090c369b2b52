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


def case(loss, options, label, prediction, target, elements, gradient=None, mean=None):
    """`elements` gives the loss of each element, or of each row of classes; `gradient` replaces autograd where PyTorch has no rule.
    `mean` is PyTorch's own, where it is not the mean over samples: then its gradient is kept as well."""
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
    own_mean = {}
    if mean is not None:
        x = prediction.detach().clone().requires_grad_()
        value = mean(x, target)
        value.backward()
        own_mean = {"mean": value.item(), "meanGradient": x.grad.flatten().tolist()}
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
        **own_mean,
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



# Options of the cross-entropies. PyTorch has them for class numbers, and for one-hot or soft rows but for the mean: of rows it divides by their
# number, while one-hot rows count here as the class numbers do.
def cross_entropy(reduction, **options):
    return lambda x, y: F.cross_entropy(x.movedim(-1, 1), y if y.dim() < x.dim() else y.movedim(-1, 1), reduction=reduction, **options)


def mean_of_numbers(**options):
    return lambda x, rows: cross_entropy("mean", **options)(x, rows.argmax(-1))


for shape in ((5, 3), (3, 4, 3)):
    weights = [0.5, 2.0, 0.0] if len(shape) == 2 else [0.3, 1.7, 1.0]
    w = torch.tensor(weights)
    rows, label = shape[:-1], f"{len(shape)} axes"
    for smoothing in (0.0, 0.2):
        ours, theirs = {**logits, "labelSmoothing": smoothing}, {"label_smoothing": smoothing}
        what = f"{label}, smoothing {smoothing}"
        weighted, theirs_weighted = {**ours, "classWeights": weights}, {**theirs, "weight": w}
        x, soft, hard = values(*shape), distributions(*shape), one_hot(3, *rows)
        hard.flatten(0, -2)[0] = torch.tensor([0.0, 1.0, 0.0])
        cases.append(case("categoricalCrossEntropy", ours, f"{what}, soft", x, soft, cross_entropy("none", **theirs)))
        cases.append(
            case(
                "categoricalCrossEntropy",
                weighted,
                f"{what}, weights",
                x,
                hard,
                cross_entropy("none", **theirs_weighted),
                mean=mean_of_numbers(**theirs_weighted),
            )
        )
        for ignore in (None, 1, -100):
            y = classes(3, *rows)
            y.flatten()[0] = 0
            if ignore is not None:
                y.flatten()[-2:] = ignore
            index = {} if ignore is None else {"ignoreIndex": ignore}
            their_index = {} if ignore is None else {"ignore_index": ignore}
            for mine, other in ((ours, theirs), (weighted, theirs_weighted)):
                if mine is ours and ignore is None and smoothing == 0:
                    continue
                cases.append(
                    case(
                        "sparseCategoricalCrossEntropy",
                        {**mine, **index},
                        f"{what}{', weights' if mine is weighted else ''}, ignored {ignore}",
                        values(*shape),
                        y,
                        cross_entropy("none", **other, **their_index),
                        mean=cross_entropy("mean", **other, **their_index),
                    )
                )
    for positive in (3.0, weights):
        ours = {**logits, "positiveWeight": positive}
        pos = torch.tensor(positive)
        elements = lambda x, y: F.binary_cross_entropy_with_logits(x, y, pos_weight=pos, reduction="none")
        of_probabilities = lambda p, y: F.binary_cross_entropy(p, y, 1 + (pos - 1) * y, reduction="none")
        cases.append(case("binaryCrossEntropy", ours, label, 3 * values(*shape), classes(2, *shape).double(), elements))
        cases.append(case("binaryCrossEntropy", ours, f"{label}, soft", 3 * values(*shape), probabilities(*shape), elements))
        ours = {"positiveWeight": positive}
        cases.append(case("binaryCrossEntropy", ours, label, probabilities(*shape), classes(2, *shape).double(), of_probabilities))
ours = {**logits, "positiveWeight": 3.0}
elements = lambda x, y: F.binary_cross_entropy_with_logits(x, y, pos_weight=torch.tensor(3.0), reduction="none")
cases.append(case("binaryCrossEntropy", ours, "±1000", *pairs(far, [0.0, 1.0, 0.25]), elements))


# torchvision's sigmoid_focal_loss, from its paper.
def focal(gamma, alpha):
    def elements(x, y):
        p = torch.sigmoid(x)
        of_truth = p * y + (1 - p) * (1 - y)
        loss = F.binary_cross_entropy_with_logits(x, y, reduction="none") * (1 - of_truth) ** gamma
        return loss * (alpha * y + (1 - alpha) * (1 - y))

    return elements


for shape in ((6,), (4, 3), (2, 2, 3)):
    label = f"{len(shape)} axes"
    for delta in (1.0, 0.3):
        huber, smooth = none(lambda p, y, **k: F.huber_loss(p, y, delta=delta, **k)), none(lambda p, y, **k: F.smooth_l1_loss(p, y, beta=delta, **k))
        cases.append(case("huber", {"delta": delta}, label, values(*shape), values(*shape), huber))
        cases.append(case("huber", {"delta": delta}, f"{label}, smooth_l1_loss", values(*shape), values(*shape), lambda p, y: delta * smooth(p, y)))
    side = 2 * classes(2, *shape).double() - 1
    cases.append(case("hinge", {}, label, values(*shape), side, lambda p, y: F.margin_ranking_loss(p, 0 * p, y, margin=1, reduction="none")))
    for options in ({"logInput": True}, {"logInput": True, "full": True}, {"epsilon": 1e-8}, {"epsilon": 1e-8, "full": True}):
        theirs = {"log_input": options.get("logInput", False), "full": options.get("full", False), "eps": 1e-8}
        rates = values(*shape) if theirs["log_input"] else values(*shape).abs()
        counts = classes(6, *shape).double()
        cases.append(case("poisson", options, label, rates, counts, none(lambda p, y, **k: F.poisson_nll_loss(p, y, **theirs, **k))))
    for gamma, alpha in ((2, 0.25), (1.5, 0.7), (0, 0.5)):
        options = {**logits, "applyClassBalancing": True, "gamma": gamma, "alpha": alpha}
        cases.append(case("binaryFocalCrossEntropy", options, label, 3 * values(*shape), classes(2, *shape).double(), focal(gamma, alpha)))
    if len(shape) > 1:
        divergence = lambda log_p, y: F.kl_div(log_p, y, reduction="none").sum(-1)
        cases.append(case("klDivergence", {}, label, distributions(*shape), distributions(*shape), lambda p, y: divergence(p.log(), y)))
        of_logits = lambda x, y: divergence(torch.log_softmax(x, -1), y)
        cases.append(case("klDivergence", logits, label, 3 * values(*shape), distributions(*shape), of_logits))
        cases.append(case("klDivergence", logits, f"{label}, one-hot", 3 * values(*shape), one_hot(shape[-1], *shape[:-1]), of_logits))
        cosine = lambda p, y: -F.cosine_similarity(p, y, dim=-1)
        cases.append(case("cosineSimilarity", {}, label, values(*shape), values(*shape), cosine))
rows = torch.tensor([[0.0, 1.0, 0.0]]).expand(4, 3)
cases.append(case("klDivergence", logits, "±1000", extreme, rows, lambda x, y: F.kl_div(torch.log_softmax(x, -1), y, reduction="none").sum(-1)))

out = Path(__file__).with_suffix(".json")
out.write_text("[\n" + ",\n".join(json.dumps(c, allow_nan=False, ensure_ascii=False) for c in cases) + "\n]\n")
