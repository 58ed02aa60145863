package test;

import dev.slipway.dsl.*;

@Attribute("the flavour") // error: [Slipway.MalformedName] 'the flavour' is not an attribute name: lower-case letters, digits and single dashes
@interface Flavour {
    String value();
}
