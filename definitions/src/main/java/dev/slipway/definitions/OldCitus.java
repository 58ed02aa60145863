package dev.slipway.definitions;

import dev.slipway.dsl.Attribute;

/**
 * The Citus releases, as git tags and oldest first, from which tests upgrade on a PostgreSQL release: {@code
 * {pg.citus}}.
 */
@Attribute("citus")
@interface OldCitus {
    String[] value();
}
