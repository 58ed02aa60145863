package dev.slipway.bench.family;

import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;

/** The same with something compiled. */
@Image(name = "bench-oldtester", tag = "{llvm}")
@From(image = PythonLlvm.class)
@Lua
interface OldTester {}
