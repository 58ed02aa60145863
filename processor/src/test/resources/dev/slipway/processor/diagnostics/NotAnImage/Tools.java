package test;

import dev.slipway.dsl.*;

@Image
@From(image = Plain.class) // error: [Slipway.NotAnImage] 'Plain' is not an image. Annotate it with @Image, or name another
@CopyFrom(image = Plain.class, from = "/a", to = "/b") // error: [Slipway.NotAnImage] 'Plain' is not an image. Annotate it with @Image, or name another
@Env(name = "VERSION", value = "{pg}")
@Env(name = "MAJOR", value = "{pg.majr}") // error: [Slipway.UnknownPlaceholder] '{pg.majr}': axis 'pg' has no attribute 'majr'. Did you mean 'major'?
@Env(name = "OTHER", value = "{debian}")
@Run(value = "true", binds = @Bind(image = Plain.class, target = "/mnt")) // error: [Slipway.NotAnImage] 'Plain' is not an image. Annotate it with @Image, or name another
interface Tools {}
