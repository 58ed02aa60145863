package dev.slipway.definitions;

import dev.slipway.dsl.Check;
import dev.slipway.dsl.CopyFrom;
import dev.slipway.dsl.Download;
import dev.slipway.dsl.Env;
import dev.slipway.dsl.Fragment;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Run;
import dev.slipway.dsl.Stage;

/**
 * The test tools that PostgreSQL's packages leave out, from the source of the very release that is installed: the
 * isolation tester under {@code /build/postgresql-MAJOR/}, {@code regress.so} and the regression suite in the library
 * folder. Patches for a release, if it needs any, lie in {@code patches/VERSION/}.
 */
@Fragment
@CopyFrom(stage = PostgresTestTools.Build.class, from = "/out/", to = "/")
@Check(
        run = "/build/postgresql-{pg.major}/build/src/test/isolation/isolationtester -V",
        prints = "isolationtester (PostgreSQL) {pg.plain}")
@Check(run = "test -x /build/postgresql-{pg.major}/build/src/test/isolation/pg_isolation_regress")
@Check(run = "test -f /usr/lib/postgresql/{pg.major}/lib/regress.so")
@Check(run = "test -d /usr/lib/postgresql/{pg.major}/lib/regress/expected")
@interface PostgresTestTools {
    /** Needs the compiler but no installed PostgreSQL, and so does not wait for one. */
    @Stage
    @From(image = CompilerBase.class)
    @Download(
            url = "{postgres-source}/v{pg.plain}/postgresql-{pg.plain}.tar.bz2",
            sha256 = "{pg.sha256}",
            to = "/src/postgresql.tar.bz2")
    @Run(
            script = "scripts/build-postgres-test-tools.sh",
            env = {@Env(name = "PG_VERSION", value = "{pg}"), @Env(name = "PG_MAJOR", value = "{pg.major}")},
            files = "patches",
            network = false)
    interface Build {}
}
