package test;

import dev.slipway.dsl.*;

@Image
@From // error: [Slipway.AmbiguousFrom] @From says nothing: give one of a reference, image, stage and base
interface Base {}
