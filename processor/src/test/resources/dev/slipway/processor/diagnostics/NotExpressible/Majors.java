package test;

import dev.slipway.dsl.*;

@Attribute("majors")
@interface Majors {
    String[] value();
}
