package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@CopyFrom(stage = Plain.class, from = "/a", to = "/b") // error: [Slipway.NotAStage] 'Plain' is not a stage. Annotate it with @Stage, or name another
@Run(value = "true", binds = @Bind(stage = Plain.class, target = "/mnt")) // error: [Slipway.NotAStage] 'Plain' is not a stage. Annotate it with @Stage, or name another
interface Tools {}
