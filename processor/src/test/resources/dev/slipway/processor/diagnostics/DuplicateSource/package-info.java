@Catalog(repository = "test")
@Source(name = "mirror", url = "https://example.org/a")
@Source(name = "mirror", url = "https://example.org/b") // error: [Slipway.DuplicateSource] source 'mirror' is named twice. Keep one of them
package test;

import dev.slipway.dsl.Catalog;
import dev.slipway.dsl.Source;
