package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Files(from = "scripts/instal.sh", to = "/opt/install.sh") // error: [Slipway.MissingContextFile] 'scripts/instal.sh' is not in the context folder. Did you mean 'scripts/install.sh'?
@Run(script = "scripts/nothing-like-it.sh") // error: [Slipway.MissingContextFile] 'scripts/nothing-like-it.sh' is not in the context folder.
@Run(value = "true", binds = @Bind(source = "scripts/instal.sh", target = "/mnt")) // error: [Slipway.MissingContextFile] 'scripts/instal.sh' is not in the context folder. Did you mean 'scripts/install.sh'?
interface Tools {}
