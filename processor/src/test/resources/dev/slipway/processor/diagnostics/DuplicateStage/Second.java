package test;

import dev.slipway.dsl.*;

@Stage(name = "build") // error: [Slipway.DuplicateStage] image 'tools' has two stages 'build'. Give one another name
@From(base = true)
interface Second {}
