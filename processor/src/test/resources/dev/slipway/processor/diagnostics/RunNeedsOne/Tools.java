package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Run // error: [Slipway.RunNeedsOne] @Run has nothing to execute: write lines, or name a script
@Run(value = "true", script = "scripts/install.sh") // error: [Slipway.RunNeedsOne] @Run has both lines and a script: use one of them
interface Tools {}
