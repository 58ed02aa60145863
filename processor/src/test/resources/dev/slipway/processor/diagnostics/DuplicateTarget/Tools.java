package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Run(value = "true", caches = @Cache("/a"), tmpfs = {@Tmpfs("/a/"), @Tmpfs("/b"), @Tmpfs("/x/../b")}) // error: [Slipway.DuplicateTarget] '/a/' is the target of another mount of this command already. Choose another // error: [Slipway.DuplicateTarget] '/x/../b' is the target of another mount of this command already. Choose another
@Run(value = "true", tmpfs = @Tmpfs("/a"))
@Run(value = "true", tmpfs = @Tmpfs("/a"), binds = {@Bind(source = "scripts", target = "/b", rw = true), @Bind(external = "debian:trixie", target = "/a")}) // error: [Slipway.DuplicateTarget] '/a' is the target of another mount of this command already. Choose another
interface Tools {}
