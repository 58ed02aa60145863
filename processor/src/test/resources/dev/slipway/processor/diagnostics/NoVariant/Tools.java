package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@ForEach(value = Postgres.class, only = "16")
@Exclude("pg=16.13") // error: [Slipway.NoVariant] image 'tools' is made for no release at all: every variant is excluded. Exclude less
interface Tools {}
