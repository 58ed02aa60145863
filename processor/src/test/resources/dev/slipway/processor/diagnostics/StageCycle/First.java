package test;

import dev.slipway.dsl.*;

@Stage(name = "first")
@From("debian:bookworm")
@CopyFrom(stage = Second.class, from = "/a", to = "/a") // error: [Slipway.StageCycle] stages need each other in a circle: first -> second -> first. Let one of them do without the other
interface First {}
