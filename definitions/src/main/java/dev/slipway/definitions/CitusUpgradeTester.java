package dev.slipway.definitions;

import dev.slipway.dsl.Check;
import dev.slipway.dsl.Env;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;

/**
 * Upgrades Citus on one PostgreSQL release. Old Citus releases lie ready as archives; a test unpacks one over
 * PostgreSQL's folders, as the test user, and then the new one over it.
 */
@Image(tag = "{pg}")
@From(image = PythonPostgres.class)
@OwnedBy(
        user = TestUser.NAME,
        paths = {"/usr/lib/postgresql", "/usr/include/postgresql", "/usr/share/postgresql"})
@Env(name = "CITUS_VERSIONS", value = "{pg.citus}")
@OldCitusBinaries(versions = "{pg.citus}", to = "/")
@PythonTests
@Check(run = "tar --list --file /install-pg{pg.major}-citus{pg.citus.last}.tar", prints = "/citus.control")
@Check(run = "tar --list --file /so-pg{pg.major}-citus{pg.citus.last}.tar", prints = "citus.so")
@Check(run = "stat --format %U /usr/lib/postgresql/{pg.major}/lib", prints = TestUser.NAME)
interface CitusUpgradeTester {}
