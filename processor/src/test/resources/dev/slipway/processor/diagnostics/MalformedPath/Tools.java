package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Workdir("srv") // error: [Slipway.MalformedPath] 'srv' is not an absolute path. Write '/srv' or the like
@Run(value = "true", caches = @Cache("var/cache")) // error: [Slipway.MalformedPath] 'var/cache' is not an absolute path. Write '/var/cache' or the like
interface Tools {}
