package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Download(url = "https://example.org/x", sha256 = "abc", to = "/x") // error: [Slipway.MalformedChecksum] 'abc' is not a SHA-256: 64 hexadecimal digits in lower case
@Download(
        url = "https://example.org/x",
        sha256 = "sha256:4acc9acc76d5079515b46346a485974457b5a79893cfb01112423c89aeb5aa10", // error: [Slipway.MalformedChecksum] 'sha256:4acc9acc76d5079515b46346a485974457b5a79893cfb01112423c89aeb5aa10' is not a SHA-256: 64 hexadecimal digits in lower case
        to = "/y")
interface Tools {}
