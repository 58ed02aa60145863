package test;

import dev.slipway.dsl.*;

@Image
@From(image = Left.class)
interface Right {}
