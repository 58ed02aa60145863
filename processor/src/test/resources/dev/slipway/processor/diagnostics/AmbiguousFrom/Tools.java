package test;

import dev.slipway.dsl.*;

@Image
@From(value = "debian:bookworm", image = Base.class) // error: [Slipway.AmbiguousFrom] @From says more than one thing: give one of a reference, image, stage and base
@CopyFrom(from = "/a", to = "/a") // error: [Slipway.AmbiguousFrom] @CopyFrom copies from nothing: give one of stage, image and external
@Run(value = "true", binds = @Bind(external = "debian:trixie", image = Base.class, target = "/mnt")) // error: [Slipway.AmbiguousFrom] @Bind mounts from more than one place: give one of stage, image and external, or none of them for the context
interface Tools {}
