package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Outer // error: [Slipway.FragmentRecursion] a fragment contains itself: @Outer -> @Inner -> @Outer
interface Tools {}
