package dev.slipway.definitions;

import dev.slipway.dsl.Check;
import dev.slipway.dsl.Env;
import dev.slipway.dsl.Fragment;

/** The server's programs on the path, where Debian does not put them as there may be several releases. */
@Fragment
@Env(name = "PATH", value = "/usr/lib/postgresql/{pg.major}/bin:$PATH")
@Check(run = "initdb --version", prints = "PostgreSQL) {pg.plain}")
@interface PostgresOnPath {}
