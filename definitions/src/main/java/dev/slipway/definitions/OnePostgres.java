package dev.slipway.definitions;

import dev.slipway.dsl.Check;
import dev.slipway.dsl.Env;
import dev.slipway.dsl.Fragment;

/** The image's own PostgreSQL release, and variables that name it. */
@Fragment
@PgdgPostgres(versions = "{pg}", majors = "{pg.major}")
@Env(name = "PG_VERSION", value = "{pg}")
@Env(name = "PG_MAJOR", value = "{pg.major}")
@Check(run = "pg_config --version", prints = "PostgreSQL {pg.plain}")
@interface OnePostgres {}
