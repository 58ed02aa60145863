package test;

import dev.slipway.dsl.*;

@Image
@From("Debian:book worm") // error: [Slipway.MalformedImageReference] 'Debian:book worm' is not an image reference such as 'debian:bookworm'
@CopyFrom(external = "UPPER/x:1", from = "/a", to = "/a")
interface Tools {}
