package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Expose({"5432/tcp", "70000"}) // error: [Slipway.MalformedPort] '70000' is not a port such as '5432/tcp'
interface Tools {}
