package test;

import dev.slipway.dsl.*;

@Image
@From("debian") // warning: [Slipway.UnpinnedBase] 'debian' is another image tomorrow. Give it a tag, or better a digest
@CopyFrom(external = "busybox:latest", from = "/a", to = "/a") // warning: [Slipway.UnpinnedBase] 'busybox:latest' is another image tomorrow. Give it a tag, or better a digest
@Run(value = "true", binds = @Bind(external = "debian", target = "/mnt")) // warning: [Slipway.UnpinnedBase] 'debian' is another image tomorrow. Give it a tag, or better a digest
interface Tools {}
