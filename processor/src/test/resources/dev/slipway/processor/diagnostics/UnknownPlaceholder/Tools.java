package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
@ForEach(Postgres.class)
@AptPackages({
    "postgresql-{pg.major}",
    "postgresql-{pg.majr}" // error: [Slipway.UnknownPlaceholder] '{pg.majr}': axis 'pg' has no attribute 'majr'. Did you mean 'major'?
})
@Env(name = "PGVERSION", value = "{pg}")
@Env(name = "PGPLAIN", value = "{pg.plan}") // error: [Slipway.UnknownPlaceholder] '{pg.plan}': axis 'pg' has no attribute 'plan'. Did you mean 'plain'?
@Env(name = "PGMAJOR", value = "{pg.major-nam}") // error: [Slipway.UnknownPlaceholder] '{pg.major-nam}': axis 'pg' has no attribute 'major-nam'. Did you mean 'major-name'?
@Env(
    name = "SOURCE",
    value = "{gp}" // error: [Slipway.UnknownPlaceholder] '{gp}': there is no axis or source 'gp'.
)
@Greeted(names = {"a", "b"})
interface Tools {}
