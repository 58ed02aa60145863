package dev.slipway.judges.sample;

import dev.slipway.dsl.Attribute;

/** Python libraries, as Debian names them: {@code {edition.libraries}}. */
@Attribute("libraries")
@interface Libraries {
    String[] value();
}
