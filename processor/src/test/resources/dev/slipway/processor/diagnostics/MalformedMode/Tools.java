package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Files(from = "scripts/install.sh", to = "/x", mode = "rwx") // error: [Slipway.MalformedMode] 'rwx' is not a mode such as '0755'
interface Tools {}
