package dev.slipway.definitions;

import dev.slipway.dsl.Check;
import dev.slipway.dsl.Env;
import dev.slipway.dsl.ForAll;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;
import dev.slipway.dsl.Order;

/** Upgrades a Citus cluster from one PostgreSQL major release to a later one: all of them are here, side by side. */
@Image(tag = "{pg.all}")
@From(image = PythonBase.class)
@ForAll(Postgres.class)
@PgdgPostgres(versions = "{pg.all}", majors = "{pg.all.major}")
@Env(name = "PG_VERSIONS", value = "{pg.all}")
@SocketDirectory
@Order({PgdgPostgres.class, SocketDirectory.class})
@PythonTests
@Check(run = "for version in $PG_VERSIONS; do /usr/lib/postgresql/${version%%[.~]*}/bin/pg_upgrade --version; done")
@Check(
        run = "/usr/lib/postgresql/{pg.all.major.last}/bin/pg_config --version",
        prints = "PostgreSQL {pg.all.plain.last}")
interface PgUpgradeTester {}
