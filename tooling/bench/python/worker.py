"""One contender's file in a process of its own: see `src/workers/worker.ts`, whose lines it speaks."""

import importlib.util
import json
import os
import sys
import traceback

# Libraries that print on stdout would be taken for an answer.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def load(path):
    spec = importlib.util.spec_from_file_location("contender", path)
    contender = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(contender)
    return contender


def answer(samples, ask, args):
    try:
        if args not in samples:
            samples[args] = load(sys.argv[1]).prepare(*args)
        return {"ready": True} if ask == "prepare" else {"sample": samples[args]()}
    except ImportError as error:
        return {"absent": str(error)}
    except Exception:
        return {"failure": traceback.format_exc()}


samples = {}
for line in sys.stdin:
    question = json.loads(line)
    print(json.dumps(answer(samples, question["ask"], tuple(question["args"]))), file=answers, flush=True)
