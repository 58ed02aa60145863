package dev.slipway.definitions;

import dev.slipway.dsl.Env;
import dev.slipway.dsl.Fragment;
import dev.slipway.dsl.Run;

/** Gives folders, and all that is in them, to a user. */
@Fragment
@Run(
        value = "chown --recursive \"$OWNER\" $PATHS",
        env = {@Env(name = "OWNER", value = "{user}"), @Env(name = "PATHS", value = "{paths}")})
@interface OwnedBy {
    /** Who gets them. */
    String user();

    /** Absolute paths, without spaces. */
    String[] paths();
}
