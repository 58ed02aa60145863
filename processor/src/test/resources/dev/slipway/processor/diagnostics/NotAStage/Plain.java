package test;

import dev.slipway.dsl.*;

interface Plain {}
