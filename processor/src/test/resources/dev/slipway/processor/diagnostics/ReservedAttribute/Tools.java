package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@ForEach(Postgres.class)
@Env(name = "PLAIN", value = "{pg.plain}")
interface Tools {}
