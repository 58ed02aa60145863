package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@CopyFrom(image = Middle.class, from = "/a", to = "/a") // error: [Slipway.ImageCycle] images need each other in a circle: left -> middle -> right -> left. Let one of them do without the other
interface Left {}
