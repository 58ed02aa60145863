package test;

import dev.slipway.dsl.*;

@Image
@From(base = true) // error: [Slipway.AmbiguousFrom] base = true is for stages: an image says itself what it starts from
interface Own {}
