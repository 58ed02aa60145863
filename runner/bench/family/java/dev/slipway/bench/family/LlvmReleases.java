package dev.slipway.bench.family;

import dev.slipway.dsl.Cache;
import dev.slipway.dsl.Env;
import dev.slipway.dsl.Fragment;
import dev.slipway.dsl.Run;
import dev.slipway.dsl.Sharing;

/** Releases of LLVM, side by side. */
@Fragment
@Run(
        script = "scripts/install-llvm.sh",
        env = @Env(name = "VERSIONS", value = "{versions}"),
        caches = {
            @Cache(value = "/var/cache/apt", sharing = Sharing.PRIVATE),
            @Cache(value = "/var/lib/apt/lists", sharing = Sharing.PRIVATE)
        })
@interface LlvmReleases {
    String[] versions();
}
