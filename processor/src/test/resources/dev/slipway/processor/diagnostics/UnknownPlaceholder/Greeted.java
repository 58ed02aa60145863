package test;

import dev.slipway.dsl.*;

@Fragment
@Run({"echo {names}", "echo {nams}"}) // error: [Slipway.UnknownPlaceholder] '{nams}': there is no attribute, axis or source 'nams'. Did you mean 'names'?
@interface Greeted {
    String[] names();
}
