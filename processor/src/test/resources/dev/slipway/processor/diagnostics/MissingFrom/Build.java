package test;

import dev.slipway.dsl.*;

@Stage(name = "build")
interface Build {} // error: [Slipway.MissingFrom] 'Build' starts from nothing. Add @From("...")
