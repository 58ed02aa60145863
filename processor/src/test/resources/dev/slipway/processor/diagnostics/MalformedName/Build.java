package test;

import dev.slipway.dsl.*;

@Stage(name = "Build") // error: [Slipway.MalformedName] 'Build' is not a stage name: lower-case letters, digits and single dashes
@From(base = true)
interface Build {}
