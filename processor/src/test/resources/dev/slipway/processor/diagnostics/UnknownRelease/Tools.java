package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@ForEach(value = Postgres.class, only = "15") // error: [Slipway.UnknownRelease] axis 'pg' has no release '15': it has 16.13, 17.9
@Exclude("pg=14") // error: [Slipway.UnknownRelease] axis 'pg' has no release '14': it has 16.13, 17.9
@Exclude("gp=16") // error: [Slipway.UnknownRelease] @Exclude names axis 'gp', which does not exist.
@Exclude("pg") // error: [Slipway.UnknownRelease] 'pg' excludes nothing: write AXIS=VERSION, as in "pg=16"
interface Tools {}
