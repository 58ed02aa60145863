package dev.slipway.definitions;

import dev.slipway.dsl.Attribute;

/** The SHA-256 of the {@code .tar.bz2} with a release's source: {@code {pg.sha256}}. */
@Attribute("sha256")
@interface SourceSha256 {
    String value();
}
