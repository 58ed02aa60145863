package dev.slipway.definitions;

import dev.slipway.dsl.Check;
import dev.slipway.dsl.CopyFrom;
import dev.slipway.dsl.Env;
import dev.slipway.dsl.Fragment;
import dev.slipway.dsl.From;
import dev.slipway.dsl.GitSource;
import dev.slipway.dsl.Run;
import dev.slipway.dsl.Stage;

/**
 * Citus' fork of mitmproxy, which can kill connections as the failure tests want it. It is taken from git by its commit,
 * which is as good as a checksum and yet none that pip would accept; so it has a stage of its own, and the libraries
 * that it needs are locked with all others. {@code mitmdump} is at {@code /usr/local/bin}.
 */
@Fragment
@CopyFrom(stage = CitusMitmproxy.Build.class, from = "/out/", to = "/")
@Check(run = "/usr/local/bin/mitmdump --version", prints = "Mitmproxy")
@interface CitusMitmproxy {
    String COMMIT = "70bad9a3c098f605e5f8b25553e5db5334018ff1";

    /** Installs it under {@code /out} with the Python that it will run in. */
    @Stage
    @From(PythonBase.PYTHON)
    @GitSource(url = "{citus-mitmproxy}", ref = COMMIT, to = "/src/mitmproxy")
    @Run(script = "scripts/build-mitmproxy.sh", env = @Env(name = "PYPI", value = "{pypi}"))
    interface Build {}
}
