package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@ForEach(Postgres.class)
@Run({
    "echo \"{pg}\"",
    "echo '{pg}'" // error: [Slipway.PlaceholderInSingleQuotes] '{pg}' stands in single quotes, where the shell does not replace it. Use double quotes
})
interface Tools {}
