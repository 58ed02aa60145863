package dev.slipway.bench.family;

import dev.slipway.dsl.AptPackages;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;

/** What runs tests in Perl. */
@Image(name = "bench-tester", tag = "{llvm}")
@From(image = CompilerLlvm.class)
@AptPackages({"libdbi-perl", "libdbd-pg-perl"})
@Lua
interface Tester {}
