package dev.slipway.bench.family;

import dev.slipway.dsl.Axis;
import dev.slipway.dsl.Release;

/** The releases that all is built for. */
@Axis("llvm")
enum Llvm {
    @Release("14")
    LLVM14,
    @Release("15")
    LLVM15,
    @Release("16")
    LLVM16
}
