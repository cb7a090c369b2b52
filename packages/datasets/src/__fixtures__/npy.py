"""Files that numpy.save writes, NumPy 1.24: writes npy.json.

    python3 npy.py

Each case: the bytes as base64, and the values in row-major order as text that JSON keeps exactly. All kinds of elements in both byte
orders, C and Fortran order, the versions of the format, ranks 0 to 4, no elements, and kinds that are refused.
"""

import base64
import io
import json
import warnings
from pathlib import Path

import numpy as np

warnings.simplefilter("ignore")


def saved(array, version=None, allow_pickle=False):
    file = io.BytesIO()
    np.lib.format.write_array(file, np.asanyarray(array), version=version, allow_pickle=allow_pickle)
    return base64.b64encode(file.getvalue()).decode()


def number(x):
    return int(x) if isinstance(x, (np.integer, np.bool_)) else str(float(x)).replace("inf", "Infinity").replace("nan", "NaN")


def case(array, version=None):
    values = [number(x) for x in array.flatten(order="C")]
    return {"dtype": array.dtype.str, "shape": list(array.shape), "values": values, "file": saved(array, version)}


cases = []
for code in ("?", "u1", "i1", "u2", "i2", "u4", "i4", "u8", "i8"):
    limits = [0, 1] if code == "?" else [np.iinfo(code).min, np.iinfo(code).max, 1, 0]
    if code in ("u8", "i8"):
        limits = [0 if code == "u8" else -(2**31), 2**31 - 1, 1, 5]
    for order in ("<", ">"):
        cases.append(case(np.array(limits, dtype=code).astype(np.dtype(code).newbyteorder(order))))
for code in ("f2", "f4", "f8"):
    info = np.finfo(code)
    some = [0, -0.0, 1, -1.5, 1 / 3, np.inf, -np.inf, np.nan, info.max, info.min, info.tiny, info.smallest_subnormal, 5 * info.smallest_subnormal]
    for order in ("<", ">"):
        cases.append(case(np.array(some, dtype=code).astype(np.dtype(code).newbyteorder(order))))
cube = np.arange(24, dtype="<i4").reshape(2, 3, 4)
for array in (cube, cube[0], np.arange(120, dtype=">f4").reshape(2, 3, 4, 5)):
    cases.append(case(np.asfortranarray(array)))
    cases.append(case(array))
cases += [case(cube, version=(2, 0)), case(cube, version=(3, 0))]
cases += [case(np.array(7.5)), case(np.zeros((0, 3))), case(np.zeros((3, 0), order="F")), case(np.array([[True], [False]]))]

refused = [
    {"what": what, "file": saved(array, allow_pickle=True)}
    for what, array in (
        ("|O", np.array([{"a": 1}, None], dtype=object)),
        ("<c16", np.array([1 + 2j])),
        ("|S3", np.array([b"abc"])),
        ("<U2", np.array(["ab"])),
        ("<M8[D]", np.array(["2020-01-01"], dtype="datetime64[D]")),
        ("<f16", np.array([1.5], dtype="longdouble")),
        ("records", np.array([(1, 2.0)], dtype=[("a", "<i4"), ("b", "<f8")])),
    )
]

Path(__file__).with_suffix(".json").write_text(json.dumps({"cases": cases, "refused": refused}) + "\n")
