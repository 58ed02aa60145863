package test;

import dev.slipway.dsl.*;

@Image // error: [Slipway.NotExpressible] 'one\n  two' has a line break, which only scripts and files can have in a Dockerfile
@From("debian:bookworm")
@Label(name = "lines", value = "one\ntwo")
interface Listed {}
