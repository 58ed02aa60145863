package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Run(script = "scripts") // error: [Slipway.ContextFileIsDirectory] 'scripts' is a folder, and a file is wanted here
interface Tools {}
