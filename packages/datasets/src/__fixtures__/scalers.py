"""StandardScaler and MinMaxScaler of scikit-learn 1.9.1 in float64: writes scalers.json.

    python scalers.py

Each case: training data, further data, and what both become; columns of very different sizes, and constant ones.
"""

import json
from pathlib import Path

import numpy as np
from sklearn.preprocessing import MinMaxScaler, StandardScaler

random = np.random.RandomState(5)


def case(name, scaler, train, later, **options):
    fitted = scaler.fit(train)
    return {
        "name": name,
        "options": options,
        "shape": list(train.shape),
        "train": train.flatten().tolist(),
        "later": later.flatten().tolist(),
        "scaled": fitted.transform(train).flatten().tolist(),
        "scaledLater": fitted.transform(later).flatten().tolist(),
    }


def table(rows):
    columns = [random.normal(3, 2, rows), random.uniform(-1e-6, 1e-6, rows), 1e6 + random.normal(0, 1, rows), np.full(rows, 0.1), np.full(rows, -7.0)]
    return np.stack(columns, axis=1)


cases = []
for rows in (2, 9, 40):
    train, later = table(rows), table(4)
    cases.append(case("standardScaler", StandardScaler(), train, later))
    cases.append(case("minMaxScaler", MinMaxScaler(), train, later))
    cases.append(case("minMaxScaler", MinMaxScaler((-3, 5)), train, later, range=[-3, 5]))

Path(__file__).with_suffix(".json").write_text(json.dumps(cases) + "\n")
