package test;

import dev.slipway.dsl.*;

@Attribute("plain") // error: [Slipway.ReservedAttribute] 'plain' means something for every release already. Give the attribute another name
@interface Plain {
    String value();
}
