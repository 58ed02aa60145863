package dev.slipway.judges.sample;

import dev.slipway.dsl.Bind;
import dev.slipway.dsl.Cache;
import dev.slipway.dsl.CopyFrom;
import dev.slipway.dsl.Download;
import dev.slipway.dsl.Env;
import dev.slipway.dsl.Fragment;
import dev.slipway.dsl.From;
import dev.slipway.dsl.GitSource;
import dev.slipway.dsl.Run;
import dev.slipway.dsl.Secret;
import dev.slipway.dsl.Stage;
import dev.slipway.dsl.Tmpfs;

/** A meal, cooked in a stage of its own from things that come from everywhere, and served without the pots. */
@Fragment
@CopyFrom(stage = Cooked.Kitchen.class, from = "/out/", to = "{to}", owner = "guest:staff")
@interface Cooked {
    /** The folder that it is served in. */
    String to();

    /** Has a network only where it fetches. */
    @Stage
    @From(base = true)
    @GitSource(url = "{git}/recipes.git", ref = "v{edition.major}", to = "/src/recipes")
    @Download(
            url = "{files}/salt.txt",
            sha256 = "66ee067f782910e96adf2f1c7bd4d334055781a03ab4d3fe851f358c982784f9",
            to = "/src/salt.txt",
            mode = "0640")
    @Run(
            script = "cook.sh",
            env = {
                @Env(name = "EDITION", value = "{edition}"),
                @Env(name = "PRICE", value = "\"$5\" for `nobody`, not $(ls) \\ \\$HOME"),
            },
            files = "house",
            caches = @Cache("/var/cache/cook"),
            secrets = @Secret("spice"),
            tmpfs = @Tmpfs(value = "/var/tmp/pots", size = "16m"),
            binds = @Bind(source = "house", target = "/mnt/house", rw = true),
            network = false)
    interface Kitchen {}
}
