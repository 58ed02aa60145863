package dev.slipway.definitions;

import dev.slipway.dsl.AptPackages;
import dev.slipway.dsl.CopyFrom;
import dev.slipway.dsl.Env;
import dev.slipway.dsl.Fragment;
import dev.slipway.dsl.From;
import dev.slipway.dsl.Run;
import dev.slipway.dsl.Stage;

/**
 * Old Citus releases, compiled against the image's own PostgreSQL: {@code install-pgMAJOR-citusVERSION.tar} with all
 * files, to be unpacked in {@code /}, and {@code so-pgMAJOR-citusVERSION.tar} with the shared objects, to be unpacked in
 * PostgreSQL's library folder. Or, when they are all that is wanted, the shared objects themselves in folders named
 * after the versions.
 */
@Fragment
@CopyFrom(stage = OldCitusBinaries.Build.class, from = "/out/", to = "{to}")
@interface OldCitusBinaries {
    /** The git tags: {@code v12.1.12}. */
    String[] versions();

    /** The folder they are left in. */
    String to();

    /** Shared objects in folders instead of archives. */
    boolean sharedObjectsOnly() default false;

    /** Starts from what the image itself starts from: the same compiler, and the same PostgreSQL. */
    @Stage
    @From(base = true)
    @AptPackages({"git", "libkrb5-dev"})
    @Run(
            script = "scripts/build-citus.sh",
            env = {
                @Env(name = "CITUS_VERSIONS", value = "{versions}"),
                @Env(name = "CITUS_SOURCE", value = "{citus}"),
                @Env(name = "PG_MAJOR", value = "{pg.major}"),
                @Env(name = "SHARED_OBJECTS_ONLY", value = "{sharedObjectsOnly}")
            })
    interface Build {}
}
