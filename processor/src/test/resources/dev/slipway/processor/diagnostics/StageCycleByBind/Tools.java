package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Run(value = "true", binds = @Bind(stage = First.class, target = "/mnt"))
interface Tools {}
