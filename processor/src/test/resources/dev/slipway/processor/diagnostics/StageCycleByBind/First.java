package test;

import dev.slipway.dsl.*;

@Stage(name = "first")
@From("debian:bookworm")
@Run(value = "true", binds = @Bind(stage = Second.class, target = "/mnt")) // error: [Slipway.StageCycle] stages need each other in a circle: first -> second -> first. Let one of them do without the other
interface First {}
