package test;

import dev.slipway.dsl.*;

@Image
@CopyFrom(stage = Build.class, from = "/a", to = "/a")
interface Tools {} // error: [Slipway.MissingFrom] 'Tools' starts from nothing. Add @From("...")
