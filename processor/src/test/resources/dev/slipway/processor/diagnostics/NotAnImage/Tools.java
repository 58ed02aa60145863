package test;

import dev.slipway.dsl.*;

@Image
@From(image = Plain.class) // error: [Slipway.NotAnImage] 'Plain' is not an image. Annotate it with @Image, or name another
@CopyFrom(image = Plain.class, from = "/a", to = "/b") // error: [Slipway.NotAnImage] 'Plain' is not an image. Annotate it with @Image, or name another
interface Tools {}
