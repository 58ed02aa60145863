package dev.slipway.bench.family;

import dev.slipway.dsl.ForEach;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;

/** The same with one release. */
@Image(name = "bench-compilerllvm", tag = "{llvm}", published = false)
@From(image = CompilerBase.class)
@ForEach(Llvm.class)
@LlvmReleases(versions = "{llvm}")
interface CompilerLlvm {}
