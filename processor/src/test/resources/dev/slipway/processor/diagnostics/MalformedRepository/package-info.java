@Catalog(repository = "Test Images") // error: [Slipway.MalformedRepository] 'Test Images' is not a repository such as 'citus' or 'ghcr.io/org'
package test;

import dev.slipway.dsl.Catalog;
