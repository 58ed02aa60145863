#!/bin/sh
#
# Builds bpf-linker, with LLVM inside, into /out. The compiler on PATH must have the same LLVM.
#
#   BPF_LINKER_VERSION  its release
#   LLVM_MAJOR          the LLVM that it works with: 21
#   CRATES              the crate index to build from; empty for cargo's own

set -eu

: "${BPF_LINKER_VERSION:?}" "${LLVM_MAJOR:?}"
llvm=/usr/lib/llvm$LLVM_MAJOR
export PATH="$llvm/bin:$PATH"
export "LLVM_SYS_${LLVM_MAJOR}1_PREFIX=$llvm"

set -- install --locked --root /out --version "$BPF_LINKER_VERSION" \
    --no-default-features --features "llvm-$LLVM_MAJOR" bpf-linker
if [ -n "${CRATES:-}" ]; then
    set -- --config 'source.crates-io.replace-with="slipway"' --config "source.slipway.registry=\"$CRATES\"" "$@"
fi
cargo "$@"
