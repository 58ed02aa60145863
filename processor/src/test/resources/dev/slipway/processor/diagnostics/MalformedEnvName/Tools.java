package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Env(name = "1A", value = "x") // error: [Slipway.MalformedEnvName] '1A' is not a variable: letters, digits and '_', not beginning with a digit
@Run(
    value = "true",
    env = @Env(name = "A-B", value = "x")) // error: [Slipway.MalformedEnvName] 'A-B' is not a variable: letters, digits and '_', not beginning with a digit
interface Tools {}
