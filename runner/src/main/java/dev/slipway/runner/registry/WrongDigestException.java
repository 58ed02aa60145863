package dev.slipway.runner.registry;

import java.io.IOException;

/** What arrived whole is not what was asked for; unlike a broken connection, that is no accident. */
final class WrongDigestException extends IOException {
    private static final long serialVersionUID = 1L;

    WrongDigestException(String received, String expected) {
        super("the registry sent " + received + " for " + expected);
    }
}
