package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@CopyFrom(stage = Build.class, from = "/a", to = "/a")
@AptRepository(name = "The One", url = "https://example.org/apt", suites = "x", key = "keys/key.asc") // error: [Slipway.MalformedName] 'The One' is not a name such as 'pgdg'
interface Tools {}
