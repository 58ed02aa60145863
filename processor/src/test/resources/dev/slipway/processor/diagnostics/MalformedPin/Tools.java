package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@PythonLibs({"pytest==9.0.3", "pytest=9"}) // error: [Slipway.MalformedPin] 'pytest=9' is not a requirement such as 'pytest==9.0.3'
interface Tools {}
