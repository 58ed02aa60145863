package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@CopyFrom(stage = First.class, from = "/a", to = "/a")
interface Tools {}
