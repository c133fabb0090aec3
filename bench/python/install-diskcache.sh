#!/usr/bin/env bash
# Installs Python's diskcache from PyPI into bench/target/python-diskcache, for bench/run ledger.
set -euo pipefail
folder=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd -P)/target/python-diskcache
python=${PYTHON:-python3}
"$python" -m venv "$folder"
"$folder/bin/pip" install --quiet --disable-pip-version-check 'diskcache==5.6.3'
echo "$folder/bin/python"
