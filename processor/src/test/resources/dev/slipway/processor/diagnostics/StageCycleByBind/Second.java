package test;

import dev.slipway.dsl.*;

@Stage(name = "second")
@From("debian:bookworm")
@Run(value = "true", binds = {@Bind(source = "scripts", target = "/a"), @Bind(stage = First.class, target = "/b")})
interface Second {}
