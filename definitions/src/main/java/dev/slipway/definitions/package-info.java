/**
 * The images in which Citus is built and tested.
 *
 * <p>Six images are published: {@code extbuilder}, {@code exttester}, {@code failtester} and {@code citusupgradetester}
 * once for each release of {@link dev.slipway.definitions.Postgres}, {@code pgupgradetester} once for all of them, and
 * {@code stylechecker} without any. Two families stand behind them: what starts from {@code CompilerBase} is Debian as
 * C programmers know it, what starts from {@code PythonBase} has the Python that tests are written in. Each family has
 * one base with PostgreSQL a release, so that a release is installed once in it and every image shares the layers.
 *
 * <p>Whatever an image is made of comes from a place that is named here. A profile replaces the places, never the images.
 *
 * <p>PostgreSQL's packages are trusted by {@code keys/pgdg.asc}, the signing key of apt.postgresql.org as Debian's
 * package postgresql-common ships it: fingerprint B97B 0AFC AA1A 47F0 44F2 44A0 7FCC 7D46 ACCC 4CF8.
 */
@Catalog(repository = "citus")
@Source(name = "pgdg", url = "https://apt.postgresql.org/pub/repos/apt")
@Source(name = "pgdg-archive", url = "https://apt-archive.postgresql.org/pub/repos/apt")
@Source(name = "postgres-source", url = "https://ftp.postgresql.org/pub/source")
@Source(name = "citus", url = "https://github.com/citusdata/citus.git")
@Source(name = "citus-mitmproxy", url = "https://github.com/citusdata/mitmproxy.git")
@Source(name = "citus-tools", url = "https://github.com/citusdata/tools.git")
@Source(name = "uncrustify", url = "https://github.com/uncrustify/uncrustify")
@Source(name = "rustup", url = "https://static.rust-lang.org")
@Source(name = "crates", url = "")
@Source(name = "pypi", url = "")
@NullMarked
package dev.slipway.definitions;

import dev.slipway.dsl.Catalog;
import dev.slipway.dsl.Source;
import org.jspecify.annotations.NullMarked;
