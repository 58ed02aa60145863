package dev.slipway.bench.family;

import dev.slipway.dsl.AptPackages;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;

/** What checks how sources look. */
@Image(name = "bench-stylechecker", tag = "1")
@From(Place.DEBIAN)
@AptPackages({"indent", "perltidy", "shellcheck"})
interface StyleChecker {}
