package test;

import dev.slipway.dsl.*;

@Image(name = "the_tools", published = false)
@From("debian:bookworm")
interface Base {}
