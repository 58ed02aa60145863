package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Installed
interface Other {}
