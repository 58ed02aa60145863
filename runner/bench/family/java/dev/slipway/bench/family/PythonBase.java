package dev.slipway.bench.family;

import dev.slipway.dsl.AptPackages;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;

/** Python with the toolchain and the libraries of all tests. */
@Image(name = "bench-pythonbase", published = false)
@From(Place.PYTHON)
@Toolchain
@AptPackages({"git", "lsof", "net-tools"})
@PythonLibraries
interface PythonBase {}
