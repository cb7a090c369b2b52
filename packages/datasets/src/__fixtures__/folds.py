"""Test parts of KFold and StratifiedKFold of scikit-learn 1.9.1, without shuffling: writes folds.json.

    python folds.py
"""

import json
import warnings
from pathlib import Path

import numpy as np
from sklearn.model_selection import KFold, StratifiedKFold

warnings.simplefilter("ignore")
random = np.random.RandomState(3)
cases = []
for size, folds, classes in ((10, 3, 2), (23, 4, 3), (30, 5, 2), (50, 7, 4), (6, 2, 3)):
    y = np.concatenate([np.repeat(np.arange(classes), folds), random.randint(0, classes, size)])
    random.shuffle(y)
    tests = lambda splitter: [test.tolist() for _, test in splitter.split(np.zeros((len(y), 1)), y)]
    cases.append({"classes": y.tolist(), "folds": folds, "even": tests(KFold(folds)), "stratified": tests(StratifiedKFold(folds))})

Path(__file__).with_suffix(".json").write_text(json.dumps(cases) + "\n")
