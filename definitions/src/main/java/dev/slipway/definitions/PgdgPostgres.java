package dev.slipway.definitions;

import dev.slipway.dsl.AptRepository;
import dev.slipway.dsl.Cache;
import dev.slipway.dsl.Env;
import dev.slipway.dsl.Files;
import dev.slipway.dsl.Fragment;
import dev.slipway.dsl.Run;
import dev.slipway.dsl.Sharing;

/**
 * PostgreSQL from PGDG, in exactly these releases, side by side: server, client, debug symbols, headers and the libpq
 * of the newest. PGDG keeps the newest minor releases in one place and all older ones in its archive, so a pinned
 * release stays available. Its main component has the libpq of the newest stable major release only; those of the
 * others, and of pre-releases, are in a component for each major release. Installing makes no database cluster and
 * starts no server.
 */
@Fragment
@AptRepository(
        name = "pgdg",
        url = "{pgdg}",
        suites = Debian.RELEASE + "-pgdg",
        components = {"main", "{majors}"},
        key = "keys/pgdg.asc")
@AptRepository(
        name = "pgdg-archive",
        url = "{pgdg-archive}",
        suites = Debian.RELEASE + "-pgdg-archive",
        components = {"main", "{majors}"},
        key = "keys/pgdg.asc")
@Files(
        from = "postgresql/no-main-cluster.conf",
        to = "/etc/postgresql-common/createcluster.d/no-main-cluster.conf",
        mode = "0644")
@Run(
        script = "scripts/install-postgres.sh",
        env = @Env(name = "PG_VERSIONS", value = "{versions}"),
        caches = {
            @Cache(value = "/var/cache/apt", sharing = Sharing.PRIVATE),
            @Cache(value = "/var/lib/apt/lists", sharing = Sharing.PRIVATE)
        })
@interface PgdgPostgres {
    /** {@code 16.13}; {@code 18~beta1}; {@code 15} for the newest minor release there is of it. */
    String[] versions();

    /** Their major releases: {@code 16}. */
    String[] majors();
}
