/**
 * A catalogue with every kind of step that Debian's archive and a loopback server can feed, and with words that are
 * hard to quote. Tests compile it with the processor, judge what comes out, and build it.
 */
@Catalog(repository = "sample")
@Source(name = "debian", url = "http://debian.invalid/debian")
@Source(name = "files", url = "http://files.invalid")
@Source(name = "git", url = "git://git.invalid")
@NullMarked
package dev.slipway.judges.sample;

import dev.slipway.dsl.Catalog;
import dev.slipway.dsl.Source;
import org.jspecify.annotations.NullMarked;
