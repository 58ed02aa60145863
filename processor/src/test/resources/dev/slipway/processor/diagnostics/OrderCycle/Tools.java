package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@AptPackages("make")
@Run("make")
@Order({AptPackages.class, Run.class}) // error: [Slipway.OrderCycle] the order of 'tools' contradicts itself: @Run -> @AptPackages -> @Run. Take one of them out of @Order
@Order({Run.class, AptPackages.class})
@Order({AptPackages.class, Run.class, AptPackages.class}) // error: [Slipway.OrderCycle] @Order names @AptPackages twice. Keep one of them
interface Tools {}
