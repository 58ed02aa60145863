package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@CopyFrom(image = Server.class, from = "/a", to = "/a") // error: [Slipway.MismatchedAxes] image 'tools' needs image 'server', of which there is one for each release of axis 'pg'. Add @ForEach to 'tools'
interface Tools {}
