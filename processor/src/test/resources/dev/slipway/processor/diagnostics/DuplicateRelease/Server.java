package test;

import dev.slipway.dsl.*;

@Axis("server")
enum Server {
    @Release("1.0") ONE,
    @Release("1.0") TWO // error: [Slipway.DuplicateRelease] axis 'server' has release 1.0 twice. Take one of them away
}
