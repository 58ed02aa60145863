package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Run(value = "true", timeout = "10 minutes") // error: [Slipway.MalformedTimeout] '10 minutes' is not a length of time such as '90s', '10m' or '1h30m'
@Run(value = "true", timeout = "1h30m", retries = 2)
interface Tools {}
