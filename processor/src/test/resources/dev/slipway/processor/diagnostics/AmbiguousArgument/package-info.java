@Catalog(repository = "test")
@Source(name = "pg-major", url = "https://example.org")
package test;

import dev.slipway.dsl.Catalog;
import dev.slipway.dsl.Source;
