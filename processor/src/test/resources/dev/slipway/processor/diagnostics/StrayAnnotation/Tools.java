package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Installed
interface Tools {
    @From("debian:bookworm") // error: [Slipway.StrayAnnotation] nothing reads @From here: 'Build' is no image, stage or fragment. Add @Image, @Stage or @Fragment
    @Run("make")
    interface Build {}
}
