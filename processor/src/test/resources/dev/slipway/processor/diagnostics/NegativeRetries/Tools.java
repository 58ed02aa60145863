package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Run(value = "true", retries = -1) // error: [Slipway.NegativeRetries] a command cannot be tried again -1 times: 0 is the least
interface Tools {}
