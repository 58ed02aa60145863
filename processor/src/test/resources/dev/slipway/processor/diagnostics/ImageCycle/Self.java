package test;

import dev.slipway.dsl.*;

@Image
@From(image = Self.class) // error: [Slipway.ImageCycle] images need each other in a circle: self -> self. Let one of them do without the other
interface Self {}
