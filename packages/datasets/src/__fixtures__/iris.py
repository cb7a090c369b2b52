"""The iris data by scikit-learn 1.9.1, in tenths of a centimetre: writes iris.json.

    python iris.py
"""

import json
from pathlib import Path

from sklearn.datasets import load_iris

iris = load_iris()
tenths = (iris.data * 10).round().astype(int)
assert (tenths / 10 == iris.data).all()
content = {
    "tenths": tenths.flatten().tolist(),
    "classes": iris.target.tolist(),
    "features": list(iris.feature_names),
    "names": iris.target_names.tolist(),
}
Path(__file__).with_suffix(".json").write_text(json.dumps(content) + "\n")
