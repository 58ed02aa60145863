package test;

import dev.slipway.dsl.*;

@Image
@From(value = "debian:bookworm", image = Base.class) // error: [Slipway.AmbiguousFrom] @From says more than one thing: give one of a reference, image, stage and base
@CopyFrom(from = "/a", to = "/a") // error: [Slipway.AmbiguousFrom] @CopyFrom copies from nothing: give one of stage, image and external
interface Tools {}
