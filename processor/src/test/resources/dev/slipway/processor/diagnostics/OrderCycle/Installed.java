package test;

import dev.slipway.dsl.*;

@Fragment
@Env(name = "A", value = "1")
@Workdir("/srv")
@Order({Env.class, Workdir.class}) // error: [Slipway.OrderCycle] the order of @Installed contradicts itself: @Workdir -> @Env -> @Workdir. Take one of them out of @Order
@Order({Workdir.class, Env.class})
@interface Installed {}
