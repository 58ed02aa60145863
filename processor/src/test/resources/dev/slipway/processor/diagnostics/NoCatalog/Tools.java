package test;

import dev.slipway.dsl.*;

@Image
@From("debian:bookworm")
interface Tools {} // error: [Slipway.NoCatalog] image 'Tools' is in package test, which is no catalogue: add @Catalog(repository = "...") to its package-info.java
