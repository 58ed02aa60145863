package dev.slipway.bench.family;

import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;
import dev.slipway.dsl.RunAs;
import dev.slipway.dsl.Workdir;

/** What compiles. */
@Image(name = "bench-builder", tag = "{llvm}")
@From(image = CompilerLlvm.class)
@RunAs(Toolchain.USER)
@Workdir("/home/" + Toolchain.USER)
interface Builder {}
