package test;

import dev.slipway.dsl.*;

@Image(name = "the-tools")
@From("debian:bookworm")
interface One {}
