package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Run(value = "true", tmpfs = @Tmpfs(value = "/a", size = "64 MB")) // error: [Slipway.MalformedSize] '64 MB' is not an amount of memory such as '64k', '512m' or '2g'
@Run(value = "true", tmpfs = @Tmpfs(value = "/a", size = "64m"))
interface Tools {}
