package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Run(value = "true", binds = @Bind(image = Right.class, target = "/mnt")) // error: [Slipway.ImageCycle] images need each other in a circle: left -> right -> left. Let one of them do without the other
interface Left {}
