@Catalog(repository = "test", name = "my images") // error: [Slipway.MalformedName] 'my images' is not a name for the catalogue's class. Give one: @Catalog(name = "Images")
@Source(name = "My", url = "https://example.org") // error: [Slipway.MalformedName] 'My' is not a source name: lower-case letters, digits and single dashes
package test;

import dev.slipway.dsl.Catalog;
import dev.slipway.dsl.Source;
