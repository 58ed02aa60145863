package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Download(url = "example.org/x", sha256 = "0000000000000000000000000000000000000000000000000000000000000000", to = "/x") // error: [Slipway.MalformedUrl] 'example.org/x' is not a URL such as 'https://example.org/x'
interface Tools {}
