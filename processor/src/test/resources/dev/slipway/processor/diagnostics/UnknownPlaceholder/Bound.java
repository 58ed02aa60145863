package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Run(value = "true", binds = @Bind(external = "debian:{nowhere}", source = "/{nothing}", target = "/{nobody}")) // error: [Slipway.UnknownPlaceholder] '{nobody}': there is no axis or source 'nobody'. // error: [Slipway.UnknownPlaceholder] '{nowhere}': there is no axis or source 'nowhere'. // error: [Slipway.UnknownPlaceholder] '{nothing}': there is no axis or source 'nothing'.
@Run(value = "true", tmpfs = @Tmpfs("/{none}")) // error: [Slipway.UnknownPlaceholder] '{none}': there is no axis or source 'none'.
interface Bound {}
