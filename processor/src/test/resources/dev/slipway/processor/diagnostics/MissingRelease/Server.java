package test;

import dev.slipway.dsl.*;

@Axis("server")
enum Server {
    ONE, // error: [Slipway.MissingRelease] 'ONE' of axis 'server' has no version. Add @Release("...")
    @Release("2") TWO
}
