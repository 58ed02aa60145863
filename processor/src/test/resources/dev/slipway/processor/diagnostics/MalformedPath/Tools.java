package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Workdir("srv") // error: [Slipway.MalformedPath] 'srv' is not an absolute path. Write '/srv' or the like
@Run(value = "true", caches = @Cache("var/cache")) // error: [Slipway.MalformedPath] 'var/cache' is not an absolute path. Write '/var/cache' or the like
@Run(value = "true", caches = @Cache("$HOME/.cache")) // error: [Slipway.MalformedPath] '$HOME/.cache' begins with a variable, which nothing expands here. Write the path itself
@Run(value = "true", tmpfs = @Tmpfs("tmp"), secrets = @Secret(value = "token", target = "token")) // error: [Slipway.MalformedPath] 'token' is not an absolute path. Write '/token' or the like // error: [Slipway.MalformedPath] 'tmp' is not an absolute path. Write '/tmp' or the like
@Run(value = "true", binds = {@Bind(target = "src"), @Bind(external = "debian:trixie", source = "usr", target = "/mnt")}) // error: [Slipway.MalformedPath] 'src' is not an absolute path. Write '/src' or the like // error: [Slipway.MalformedPath] 'usr' is not an absolute path. Write '/usr' or the like
interface Tools {}
