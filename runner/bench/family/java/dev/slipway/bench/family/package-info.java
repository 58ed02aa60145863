/**
 * What the benchmark builds: six images with the structure of Citus', from Debian's archive alone. LLVM stands in for
 * PostgreSQL, since Debian has several releases of it side by side; an interpreter of Lua for what is compiled.
 */
@Catalog(repository = "bench")
@Source(name = "debian", url = Place.ARCHIVE)
@NullMarked
package dev.slipway.bench.family;

import dev.slipway.dsl.Catalog;
import dev.slipway.dsl.Source;
import org.jspecify.annotations.NullMarked;
