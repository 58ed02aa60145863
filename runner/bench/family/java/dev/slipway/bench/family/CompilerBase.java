package dev.slipway.bench.family;

import dev.slipway.dsl.AptPackages;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;

/** Debian with the toolchain. */
@Image(name = "bench-compilerbase", published = false)
@From(Place.DEBIAN)
@Toolchain
@AptPackages({"bison", "flex", "libipc-run-perl"})
interface CompilerBase {}
