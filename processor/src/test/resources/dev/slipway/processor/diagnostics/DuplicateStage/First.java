package test;

import dev.slipway.dsl.*;

@Stage(name = "build")
@From(base = true)
interface First {}
