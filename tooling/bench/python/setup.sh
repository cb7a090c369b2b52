#!/usr/bin/env bash
# Sets up the peers in Python. As root on Debian: NumPy, a fast BLAS for it, and PyTorch, from the distribution. Then Keras on TensorFlow's
# CPU build, in a virtual environment outside the repository: $GRADUS_BENCH_PYTHON, ~/.cache/gradus-bench/python unless set; 1.6 GB.
# What is missing afterwards is left out of the benchmarks, with a message.
set -eu

environment=${GRADUS_BENCH_PYTHON:-${XDG_CACHE_HOME:-$HOME/.cache}/gradus-bench/python}

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update
  apt-get install --yes --no-install-recommends python3-numpy python3-torch python3-venv libopenblas0-pthread
else
  echo 'not root, or no apt-get: NumPy comes with Keras below; PyTorch (python3-torch) is left out unless it is there' >&2
fi

python3 -m venv "$environment"
"$environment/bin/pip" install --quiet keras tensorflow-cpu
"$environment/bin/python" -c 'import os; os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"; import keras; print("keras", keras.__version__)'
