package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@ForEach(Server.class)
@Env(name = "SERVER", value = "{server}")
interface Tools {}
