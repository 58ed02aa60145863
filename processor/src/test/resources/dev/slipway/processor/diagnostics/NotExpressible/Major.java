package test;

import dev.slipway.dsl.*;

@Attribute("major-name")
@interface Major {
    String value();
}
