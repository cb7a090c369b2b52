"""Files that the Python package safetensors wrote, with what they hold: safetensors 0.8.0, NumPy 2.4.6.

Run: python make-files.py            writes files.json beside this script
     python make-files.py check F M  reads the file F, which we wrote with a checksum, and compares it with the JSON in M
"""

import base64
import json
import pathlib
import sys
import zlib

import numpy
from safetensors import SafetensorError, safe_open
from safetensors.numpy import load, save, load_file

generator = numpy.random.RandomState(7)


def bits(array):
    return base64.b64encode(array.tobytes()).decode()


def integers(dtype):
    info = numpy.iinfo(dtype)
    return numpy.array([info.min, info.max, 0, 1, info.max // 3], dtype=dtype)


def floats(dtype):
    tiny = numpy.finfo(dtype).smallest_subnormal
    special = [0.0, -0.0, numpy.inf, -numpy.inf, numpy.nan, tiny, numpy.finfo(dtype).max, numpy.finfo(dtype).tiny, 1.5]
    return numpy.array(special, dtype=dtype)


def entry(tensors, metadata=None):
    """The file, and for each tensor its elements as float64 (as int64 and uint64 in words, where those are not exact)."""
    expected = {}
    for name, array in tensors.items():
        exact = array.dtype.kind in "iu" and array.dtype.itemsize == 8
        values = [str(x) for x in array.ravel().tolist()] if exact else bits(array.astype(numpy.float64))
        expected[name] = {"shape": list(array.shape), "values": values}
    return {"file": base64.b64encode(save(tensors, metadata)).decode(), "tensors": expected, "metadata": metadata or {}}


def make():
    layer = {
        "dense.kernel": generator.standard_normal((3, 4)).astype(numpy.float32),
        "dense.bias": generator.standard_normal(4).astype(numpy.float32),
        "dense.mask": numpy.array([True, False, True]),
        "step": numpy.array(12, dtype=numpy.int32),
    }
    every = {f"{dtype.__name__}": integers(dtype) for dtype in
             (numpy.int8, numpy.int16, numpy.int32, numpy.uint8, numpy.uint16, numpy.uint32)}
    every |= {f"{dtype.__name__}": floats(dtype) for dtype in (numpy.float16, numpy.float32, numpy.float64)}
    names = ["__proto__", "constructor", "prototype", "toString", "", "a b", 'quote " and \\', "ünïcode 🎲", "\u0007\n", "x" * 300]
    halves = numpy.arange(65536, dtype=numpy.uint16).view(numpy.float16)
    finite = halves[~numpy.isnan(halves)].astype(numpy.float32)
    return {
        # All halves but NaN, in the order of their bits, as float32: the CRC-32 of the bytes.
        "halves": zlib.crc32(finite.tobytes()),
        "a layer": entry(layer, {"format": "np", "note": "made by Python"}),
        "every dtype": entry(every),
        "safe integers": entry({"i": numpy.array([-(2**53 - 1), 2**53 - 1, -1], dtype=numpy.int64),
                                "u": numpy.array([0, 2**53 - 1], dtype=numpy.uint64)}),
        "large integers": entry({"i": integers(numpy.int64), "u": integers(numpy.uint64)}),
        "shapes": entry({"scalar": numpy.array(3.5, numpy.float32), "empty": numpy.zeros((0, 3), numpy.float32),
                         "empty too": numpy.zeros((2, 0), numpy.float64), "deep": generator.standard_normal((1, 2, 1, 3, 1))}),
        "names": entry({name: numpy.array([i], numpy.float32) for i, name in enumerate(names)}, {"__proto__": "a text", "constructor": ""}),
        "nothing": entry({}),
    }


def check(path, expected_path):
    expected = json.loads(pathlib.Path(expected_path).read_text())
    found = load_file(path)
    assert sorted(found) == sorted(expected["tensors"]), (sorted(found), sorted(expected["tensors"]))
    for name, each in expected["tensors"].items():
        assert list(found[name].shape) == each["shape"], name
        assert bits(found[name]) == each["bytes"], name
        assert found[name].dtype.name == each["dtype"], name
    with safe_open(path, "numpy") as file:
        metadata = file.metadata()
    checksum = metadata.pop("gradus.checksum")
    assert metadata == expected["metadata"], metadata
    whole = pathlib.Path(path).read_bytes()
    assert f"gradus-crc32:{zlib.crc32(whole.replace(checksum.encode(), b'gradus-crc32:00000000', 1)):08x}" == checksum
    print("equal")


def judge(paths):
    """Whether the Python package takes each file: for comparing its judgement with ours."""
    verdicts = {}
    for path in paths:
        try:
            load(pathlib.Path(path).read_bytes())
            verdicts[pathlib.Path(path).name] = "taken"
        except (SafetensorError, Exception) as error:
            verdicts[pathlib.Path(path).name] = f"{type(error).__name__}: {error}"
    print(json.dumps(verdicts, indent=1))


if __name__ == "__main__":
    if sys.argv[1:2] == ["check"]:
        check(*sys.argv[2:4])
    elif sys.argv[1:2] == ["judge"]:
        judge(sys.argv[2:])
    else:
        pathlib.Path(__file__).with_name("files.json").write_text(json.dumps(make(), indent=1) + "\n")
