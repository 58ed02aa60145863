package test;

import dev.slipway.dsl.*;

@Image
@From(image = Tools.class)
@Env(name = "VERSION", value = "{pg}")
interface Server {}
