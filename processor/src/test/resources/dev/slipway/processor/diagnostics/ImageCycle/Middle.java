package test;

import dev.slipway.dsl.*;

@Image
@From(image = Right.class)
interface Middle {}
