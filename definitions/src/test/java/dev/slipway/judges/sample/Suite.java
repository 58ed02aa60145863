package dev.slipway.judges.sample;

import dev.slipway.dsl.Attribute;

/** A release of Debian: {@code {edition.suite}}. */
@Attribute("suite")
@interface Suite {
    String value();
}
