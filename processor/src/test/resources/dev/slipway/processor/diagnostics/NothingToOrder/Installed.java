package test;

import dev.slipway.dsl.*;

@Fragment
@Run("install {packages}")
@Env(name = "INSTALLED", value = "{packages}")
@CopyFrom(stage = Installed.Build.class, from = "/out/", to = "/")
@Order({
    Env.class,
    Run.class,
    AptPackages.class // error: [Slipway.NothingToOrder] @Order names @AptPackages, which brings no step to @Installed. Take it out of @Order
})
@interface Installed {
    String[] packages();

    @Stage
    @From("debian:bookworm")
    @Run("make")
    @Order({Run.class, Installed.class}) // error: [Slipway.NothingToOrder] @Order names @Installed, which brings no step to 'installed-build'. Take it out of @Order
    interface Build {}
}
