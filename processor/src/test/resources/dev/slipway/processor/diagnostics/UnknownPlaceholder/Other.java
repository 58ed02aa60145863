package test;

import dev.slipway.dsl.*;

@Image
@From("debian:{pg}") // error: [Slipway.UnknownPlaceholder] '{pg}': this image is not made for each release of axis 'pg'. Add @ForEach, or write '{pg.all}' for all of them
interface Other {}
