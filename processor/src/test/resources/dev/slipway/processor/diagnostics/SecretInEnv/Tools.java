package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@Env(name = "PGPASSWORD", value = "x")
@Env(name = "API_TOKEN", value = "12345") // error: [Slipway.SecretInEnv] 'API_TOKEN' looks like a secret, and ENV shows it to everybody who has the image. Use @Run(secrets = @Secret("..."))
@Env(name = "TOKENIZER", value = "fast")
interface Tools {}
