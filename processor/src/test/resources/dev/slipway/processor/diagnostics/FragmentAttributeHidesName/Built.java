package test;

import dev.slipway.dsl.*;

@Fragment
@Run("echo {pg} {mirror}")
@interface Built {
    String pg(); // error: [Slipway.FragmentAttributeHidesName] attribute 'pg' of fragment @Built hides axis 'pg'. Rename the attribute

    String mirror(); // error: [Slipway.FragmentAttributeHidesName] attribute 'mirror' of fragment @Built hides source 'mirror'. Rename the attribute
}
