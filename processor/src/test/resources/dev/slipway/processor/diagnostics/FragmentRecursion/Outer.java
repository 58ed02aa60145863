package test;

import dev.slipway.dsl.*;

@Fragment
@Inner
@interface Outer {}
