package test;

import dev.slipway.dsl.*;

@Image(name = "Tools_") // error: [Slipway.MalformedImageName] 'Tools_' is not an image name: lower-case letters and digits, with single '.', '_' or '-' between them
@From("debian:bookworm")
interface Tools {}
