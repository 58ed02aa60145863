package test;

import dev.slipway.dsl.*;

@Stage(name = "second")
@From(stage = First.class)
interface Second {}
