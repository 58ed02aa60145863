package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Env(name = "A", value = "{ pg }") // error: [Slipway.MalformedPlaceholder] '{ pg }' looks like a reference. Write '{pg}' for one, or '{{ pg }' for the characters themselves
interface Tools {}
