package dev.slipway.bench.family;

import dev.slipway.dsl.Cache;
import dev.slipway.dsl.Fragment;
import dev.slipway.dsl.Run;
import dev.slipway.dsl.Sharing;

/** Python's libraries; Debian's, since its archive is all that the benchmark asks for. */
@Fragment
@Run(
        script = "scripts/install-python-libraries.sh",
        caches = {
            @Cache(value = "/var/cache/apt", sharing = Sharing.PRIVATE),
            @Cache(value = "/var/lib/apt/lists", sharing = Sharing.PRIVATE)
        })
@interface PythonLibraries {}
