#!/bin/sh
#
# Makes mitmproxy from /src/mitmproxy ready under /out, as it will lie under /. What it needs is locked elsewhere.
#
#   PYPI  the package index to take build tools from; empty for pip's own

set -eu

if [ -n "${PYPI:-}" ]; then
    export PIP_INDEX_URL="$PYPI"
fi
python3 -m pip install --disable-pip-version-check --root-user-action=ignore --no-deps --root /out /src/mitmproxy
test -x /out/usr/local/bin/mitmdump
