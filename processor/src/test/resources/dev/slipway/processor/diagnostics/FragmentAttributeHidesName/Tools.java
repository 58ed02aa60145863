package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@ForEach(Postgres.class)
@Built(pg = "16", mirror = "x")
interface Tools {}
