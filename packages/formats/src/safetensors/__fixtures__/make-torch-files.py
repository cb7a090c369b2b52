"""A file that PyTorch wrote, bfloat16 among its dtypes, with what it holds: torch 1.13, safetensors 0.8.0.

Run: python make-torch-files.py          writes torch.json beside this script
     python make-torch-files.py check F M  reads the file F, which we wrote, into tensors and compares them with the JSON in M
"""

import base64
import json
import pathlib
import sys

import torch
from safetensors.torch import load_file, save

torch.manual_seed(11)


def bits(tensor):
    return base64.b64encode(tensor.contiguous().numpy().tobytes()).decode()


def make():
    model = torch.nn.Sequential(torch.nn.Linear(2, 3), torch.nn.BatchNorm1d(3), torch.nn.Linear(3, 1))
    tensors = dict(model.state_dict())
    special = [0.0, -0.0, float("inf"), float("-inf"), float("nan"), 1.0, 3.1415927, 1e-40, 3e38]
    tensors["brain"] = torch.tensor(special + torch.randn(40).tolist(), dtype=torch.bfloat16)
    tensors["half"] = torch.tensor(special[:6] + torch.randn(40).tolist(), dtype=torch.float16)
    tensors["bool"] = torch.tensor([[True], [False]])
    tensors["transposed"] = torch.arange(6.0).reshape(2, 3).t().contiguous()
    expected = {name: {"shape": list(each.shape), "values": bits(each.to(torch.float64))} for name, each in tensors.items()}
    return {"file": base64.b64encode(save(tensors, {"format": "pt"})).decode(), "tensors": expected, "metadata": {"format": "pt"}}


def check(path, expected_path):
    expected = json.loads(pathlib.Path(expected_path).read_text())
    found = load_file(path)
    assert sorted(found) == sorted(expected["tensors"])
    for name, each in expected["tensors"].items():
        assert list(found[name].shape) == each["shape"], name
        assert bits(found[name]) == each["bytes"], name
    print("equal")


if __name__ == "__main__":
    if sys.argv[1:2] == ["check"]:
        check(*sys.argv[2:4])
    else:
        pathlib.Path(__file__).with_name("torch.json").write_text(json.dumps(make(), indent=1) + "\n")
