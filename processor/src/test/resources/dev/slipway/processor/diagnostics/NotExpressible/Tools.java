package test;

import dev.slipway.dsl.*;

@Image // error: [Slipway.NotExpressible] image 'tools': ENTRYPOINT cannot use {pg}, since a Dockerfile expands nothing there. Give it to the program as an @Env
@From("debian:bookworm")
@ForEach(Postgres.class)
@Entrypoint({"run", "{pg}"})
interface Tools {}
