#!/usr/bin/env bash
# Installs what the Python sides of the benchmarks need, from PyPI, into bench/target/python.
set -euo pipefail
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)/target/python
python=${PYTHON:-python3}
"$python" -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check 'torch==2.10.0' 'transformers==5.23.0' numpy
echo "$folder/bin/python"
