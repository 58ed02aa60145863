package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@ForEach(Postgres.class)
@Built
interface Tools {}
