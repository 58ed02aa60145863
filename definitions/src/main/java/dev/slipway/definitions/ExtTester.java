package dev.slipway.definitions;

import dev.slipway.dsl.AptPackages;
import dev.slipway.dsl.Check;
import dev.slipway.dsl.Env;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Image;
import dev.slipway.dsl.Workdir;

/**
 * Runs Citus' regression, isolation and TAP tests on one PostgreSQL release, and loads the shared objects of an older
 * Citus beside those of the one under test.
 */
@Image(tag = "{pg}")
@From(image = CompilerPostgres.class)
@AptPackages({"libdbi-perl", "postgresql-{pg.major}-wal2json"})
@AptPackages(value = "libdbd-pg-perl", suite = Debian.RELEASE)
@PostgresOnPath
@SocketDirectory
@RustToolchain
@PostgresTestTools
@Env(name = "CITUS_VERSION", value = "{pg.citus.last}")
@OldCitusBinaries(versions = "{pg.citus.last}", sharedObjectsOnly = true, to = "/opt/citus-versions/")
@Workdir(TestUser.HOME)
@Check(run = "perl -MIPC::Run -MDBD::Pg -e 'print \"loaded\"'", prints = "loaded")
@Check(run = "test -f /opt/citus-versions/{pg.citus.last}/citus.so")
@Check(run = "test -f /usr/lib/postgresql/{pg.major}/lib/wal2json.so")
@Check(run = "gosu " + TestUser.NAME + " whoami", prints = TestUser.NAME)
interface ExtTester {}
