package test;

import dev.slipway.dsl.*;

@Axis("Server 1") // error: [Slipway.MalformedName] 'Server 1' is not an axis name: lower-case letters, digits and single dashes
enum Server {
    @Release("1") @Flavour("plain") ONE
}
