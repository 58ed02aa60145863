package dev.slipway.definitions;

import dev.slipway.dsl.Env;
import dev.slipway.dsl.Fragment;
import dev.slipway.dsl.Run;

/** Gives folders, and all that is in them, to a user. */
@Fragment
@Run(
        value = "for path in $PATHS; do chown --recursive \"$OWNER\" \"$path\"; done",
        env = {@Env(name = "OWNER", value = "{user}"), @Env(name = "PATHS", value = "{paths}")})
@interface OwnedBy {
    /** Who gets them. */
    String user();

    /** Absolute paths, without spaces. */
    String[] paths();
}
