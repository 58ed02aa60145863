package test;

import dev.slipway.dsl.*;

@Axis("server")
enum Server {
    @Release("1..2") ONE // error: [Slipway.MalformedVersion] '1..2' is not a version such as 16.13 or 18~beta1
}
