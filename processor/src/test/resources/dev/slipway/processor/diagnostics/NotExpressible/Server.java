package test;

import dev.slipway.dsl.*;

@Image
@From(image = Base.class)
interface Server {}
