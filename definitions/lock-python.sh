#!/bin/bash
#
# Locks the Python libraries: writes the requirements.txt beside each requirements.in, every version with its hashes.
# Versions that are locked already stay, unless arguments for uv say otherwise: --upgrade, or --upgrade-package NAME.

set -euo pipefail

cd "$(dirname "$0")/src/main/images"

lock() {
    local folder=$1
    shift
    uv pip compile --quiet --generate-hashes --python-version 3.12 --no-emit-index-url --no-emit-find-links \
        --custom-compile-command 'definitions/lock-python.sh' --output-file "$folder/requirements.txt" \
        "$@" "$folder/requirements.in"
}

lock python --python-platform x86_64-manylinux_2_28 --no-emit-package mitmproxy "$@"
lock stylechecker --python-platform x86_64-unknown-linux-musl "$@"
