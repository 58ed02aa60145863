package dev.slipway.bench.family;

import dev.slipway.dsl.Env;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;

/** What runs tests in Python. */
@Image(name = "bench-failtester", tag = "{llvm}")
@From(image = PythonLlvm.class)
@Env(name = "LLVM", value = "{llvm}")
interface FailTester {}
