package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Download(url = "https://example.org/x", sha256 = "abc", to = "/x") // error: [Slipway.MalformedChecksum] 'abc' is not a SHA-256: 64 hexadecimal digits
interface Tools {}
