package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Env(name = "FROM", value = "{pg-major}")
interface Base {}
