@Catalog(repository = "example/test", name = "Tools") // error: [Slipway.DuplicateClass] there is a class 'Tools' already, and the catalogue's would be called so, too. Give it another name: @Catalog(name = "...")
package test;

import dev.slipway.dsl.Catalog;
