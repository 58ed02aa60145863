@Catalog(repository = "test")
package test;

import dev.slipway.dsl.Catalog;
