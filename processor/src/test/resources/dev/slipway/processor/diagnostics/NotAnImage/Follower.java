package test;

import dev.slipway.dsl.*;

@Image
@From(image = Tools.class)
@Env(name = "VERSION", value = "{pg}")
@CopyFrom(image = Server.class, from = "/a", to = "/b")
interface Follower {}
