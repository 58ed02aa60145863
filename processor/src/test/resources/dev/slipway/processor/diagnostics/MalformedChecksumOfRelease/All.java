package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@ForAll(Postgres.class)
@Download(url = "https://example.org/x", sha256 = "{pg.all.sum}", to = "/x") // error: [Slipway.MalformedChecksum] '{pg.all.sum}' is '4acc9acc76d5079515b46346a485974457b5a79893cfb01112423c89aeb5aa10 4ACC9ACC76D5079515B46346A485974457B5A79893CFB01112423C89AEB5AA10', which is not a SHA-256: 64 hexadecimal digits in lower case
interface All {}
