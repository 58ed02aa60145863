package test;

import dev.slipway.dsl.*;

@Attribute("sum")
@interface Sum {
    String value();
}
