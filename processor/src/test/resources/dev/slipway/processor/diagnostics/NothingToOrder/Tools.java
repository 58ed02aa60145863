package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@AptPackages("make")
@Installed(packages = "a")
@Check(run = "make --version")
@Order({Env.class, Check.class, AptPackages.class, Installed.class}) // error: [Slipway.NothingToOrder] @Order names @Env, which brings no step to 'tools'. Take it out of @Order // error: [Slipway.NothingToOrder] @Order names @Check, which brings no step to 'tools'. Take it out of @Order
interface Tools {}
