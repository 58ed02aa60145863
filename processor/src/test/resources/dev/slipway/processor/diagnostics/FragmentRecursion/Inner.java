package test;

import dev.slipway.dsl.*;

@Fragment
@Outer
@interface Inner {}
