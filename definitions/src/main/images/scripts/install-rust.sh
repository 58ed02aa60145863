#!/bin/sh
#
# Installs a Rust toolchain with /tmp/rustup-init into RUSTUP_HOME and CARGO_HOME, for every user.
#
#   RUST_TOOLCHAIN      1.94.1, nightly-2025-12-01
#   RUST_COMPONENTS     further components of it, if any
#   RUSTUP_DIST_SERVER  where toolchains come from

set -eu

: "${RUST_TOOLCHAIN:?}" "${RUSTUP_HOME:?}" "${CARGO_HOME:?}" "${RUSTUP_DIST_SERVER:?}"

/tmp/rustup-init -y --no-modify-path --profile minimal --default-toolchain "$RUST_TOOLCHAIN"
for component in ${RUST_COMPONENTS:-}; do
    "$CARGO_HOME/bin/rustup" component add "$component"
done
chmod -R a+rwX "$RUSTUP_HOME" "$CARGO_HOME"
