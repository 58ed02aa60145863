package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@AptPackages(value = "make", suite = "book worm") // error: [Slipway.MalformedAptSuite] 'book worm' is not a suite such as 'bookworm'
@AptRepository(name = "pgdg", url = "https://example.org/apt", suites = "-x", key = "keys/key.asc") // error: [Slipway.MalformedAptSuite] '-x' is not a suite such as 'bookworm'
interface Tools {}
