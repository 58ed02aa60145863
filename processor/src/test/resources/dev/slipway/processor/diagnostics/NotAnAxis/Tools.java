package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@ForEach(Colour.class) // error: [Slipway.NotAnAxis] 'Colour' is not an axis. Annotate the enum with @Axis("...")
interface Tools {}
