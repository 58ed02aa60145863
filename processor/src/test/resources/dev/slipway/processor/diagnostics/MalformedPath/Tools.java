package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Workdir("srv") // error: [Slipway.MalformedPath] 'srv' is not an absolute path. Write '/srv' or the like
@Run(value = "true", caches = @Cache("var/cache")) // error: [Slipway.MalformedPath] 'var/cache' is not an absolute path. Write '/var/cache' or the like
@Run(value = "true", caches = @Cache("$HOME/.cache")) // error: [Slipway.MalformedPath] '$HOME/.cache' begins with a variable, which nothing expands here. Write the path itself
interface Tools {}
