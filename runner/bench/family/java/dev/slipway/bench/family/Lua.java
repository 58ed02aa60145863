package dev.slipway.bench.family;

import dev.slipway.dsl.CopyFrom;
import dev.slipway.dsl.Download;
import dev.slipway.dsl.Fragment;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Run;
import dev.slipway.dsl.Stage;

/** An interpreter of Lua, compiled from its source. */
@Fragment
@CopyFrom(stage = Lua.Build.class, from = "/out/", to = "/opt/lua/")
@interface Lua {
    @Stage
    @From(base = true)
    @Download(
            url = "{debian}/pool/main/l/lua5.4/lua5.4_5.4.4.orig.tar.gz",
            sha256 = "164c7849653b80ae67bec4b7473b884bf5cc8d2dca05653475ec2ed27b9ebf61",
            to = "/src/lua.tar.gz")
    @Run(script = "scripts/build-lua.sh")
    interface Build {}
}
