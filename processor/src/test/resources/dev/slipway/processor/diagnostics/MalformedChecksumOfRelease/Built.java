package test;

import dev.slipway.dsl.*;

@Fragment
@CopyFrom(stage = Built.Build.class, from = "/x", to = "/x")
@interface Built {
    @Stage
    @From("debian:bookworm")
    @Download(url = "https://example.org/{pg.plain}", sha256 = "{pg.sum}", to = "/x") // error: [Slipway.MalformedChecksum] '{pg.sum}' is '4ACC9ACC76D5079515B46346A485974457B5A79893CFB01112423C89AEB5AA10' for release 17.9, which is not a SHA-256: 64 hexadecimal digits in lower case
    interface Build {}
}
