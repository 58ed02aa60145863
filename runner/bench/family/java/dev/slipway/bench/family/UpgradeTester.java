package dev.slipway.bench.family;

import dev.slipway.dsl.ForAll;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;

/** All releases side by side. */
@Image(name = "bench-upgradetester", tag = "{llvm.all}")
@From(image = PythonBase.class)
@ForAll(Llvm.class)
@LlvmReleases(versions = "{llvm.all}")
interface UpgradeTester {}
