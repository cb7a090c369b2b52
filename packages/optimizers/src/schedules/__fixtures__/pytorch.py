"""Learning rates of PyTorch 1.13.1's schedulers in float64: writes pytorch.json.

    python3 pytorch.py

A scheduler's rates are written at the steps of `written`, up to its end.
"""

import json
from pathlib import Path

import torch
from torch.optim import lr_scheduler as schedulers

written = [*range(0, 40), 49, 50, 51, 99, 100, 101, 199, 200, 399, 400, 999, 1000]


def record(kind, rate, options, make, until=1000, **more):
    """The rates of a scheduler that goes from step to step, with our name and options for it."""
    optimizer = torch.optim.SGD([torch.zeros(1, requires_grad=True)], lr=rate)
    scheduler = make(optimizer)
    rates = []
    for step in range(until + 1):
        if step in written or step == until:
            rates.append([step, optimizer.param_groups[0]["lr"]])
        optimizer.step()
        if step < until:
            scheduler.step()
    return {"kind": kind, "rate": rate, "options": options, **more, "rates": rates}


def one_cycle(total, max_rate=0.5, **options):
    names = {"pct_start": "warmUpShare", "anneal_strategy": "annealing", "div_factor": "startDivisor", "final_div_factor": "endDivisor", "three_phase": "threePhases"}
    ours = {names[name]: "cosine" if value == "cos" else value for name, value in options.items()}
    make = lambda optimizer: schedulers.OneCycleLR(optimizer, max_rate, total_steps=total, cycle_momentum=False, **options)
    return {**record("oneCycle", 0.1, {"totalSteps": total, **ours}, make, until=total - 1), "rate": max_rate}


def warm_up(kind, rate, options, make, steps, start, until):
    """A linear rise, and then a scheduler: PyTorch's start is a share of the rate."""

    def both(optimizer):
        rise = schedulers.LinearLR(optimizer, start_factor=start, total_iters=steps)
        return schedulers.SequentialLR(optimizer, [rise, make(optimizer)], milestones=[steps])

    return record(kind, rate, options, both, until=until, warmUp={"steps": steps, "from": rate * start})


S = schedulers
results = [
    record("stepDecay", 0.5, {"every": 7}, lambda o: S.StepLR(o, 7)),
    record("stepDecay", 0.5, {"every": 10, "factor": 0.9}, lambda o: S.StepLR(o, 10, 0.9)),
    record("multiStepDecay", 0.5, {"milestones": [3, 30, 100]}, lambda o: S.MultiStepLR(o, [3, 30, 100])),
    record("multiStepDecay", 0.5, {"milestones": [1, 2, 200], "factor": 0.7}, lambda o: S.MultiStepLR(o, [1, 2, 200], 0.7)),
    record("exponentialDecay", 0.5, {"factor": 0.97}, lambda o: S.ExponentialLR(o, 0.97)),
    record("polynomialDecay", 0.5, {"totalSteps": 100}, lambda o: S.PolynomialLR(o, 100, 1.0)),
    record("polynomialDecay", 0.5, {"totalSteps": 100, "power": 2.5}, lambda o: S.PolynomialLR(o, 100, 2.5)),
    record("cosineDecay", 0.5, {"totalSteps": 50}, lambda o: S.CosineAnnealingLR(o, 50), until=50),
    record("cosineDecay", 0.5, {"totalSteps": 399, "endRate": 0.01}, lambda o: S.CosineAnnealingLR(o, 399, 0.01), until=399),
    record("cosineDecayRestarts", 0.5, {"cycleSteps": 9}, lambda o: S.CosineAnnealingWarmRestarts(o, 9)),
    record("cosineDecayRestarts", 0.5, {"cycleSteps": 5, "cycleFactor": 2, "endRate": 0.01}, lambda o: S.CosineAnnealingWarmRestarts(o, 5, 2, 0.01)),
    record("cosineDecayRestarts", 0.5, {"cycleSteps": 1, "cycleFactor": 3}, lambda o: S.CosineAnnealingWarmRestarts(o, 1, 3)),
    one_cycle(50),
    one_cycle(400, anneal_strategy="linear"),
    one_cycle(37, pct_start=0.25, div_factor=10.0, final_div_factor=100.0),
    one_cycle(50, pct_start=0.4, three_phase=True),
    one_cycle(100, pct_start=0.3, three_phase=True, anneal_strategy="linear", div_factor=5.0),
    one_cycle(10, pct_start=0.0),
    one_cycle(10, pct_start=1.0),
    one_cycle(1),
    warm_up("exponentialDecay", 0.5, {"factor": 0.9}, lambda o: S.ExponentialLR(o, 0.9), 10, 0.1, until=100),
    warm_up("stepDecay", 0.5, {"every": 7}, lambda o: S.StepLR(o, 7), 4, 0.5, until=60),
    warm_up("cosineDecay", 0.5, {"totalSteps": 50}, lambda o: S.CosineAnnealingLR(o, 50), 12, 0.25, until=62),
]
Path(__file__).with_suffix(".json").write_text("[\n" + ",\n".join(map(json.dumps, results)) + "\n]\n")
