package dev.slipway.runner.registry;

import java.io.IOException;

/** What arrived is not what was asked for; unlike a broken connection, that is no accident. */
final class WrongContentException extends IOException {
    private static final long serialVersionUID = 1L;

    private WrongContentException(String message) {
        super(message);
    }

    static WrongContentException another(String received, String expected) {
        return new WrongContentException("the registry sent " + received + " for " + expected);
    }

    static WrongContentException larger(Descriptor expected) {
        return new WrongContentException(
                "the registry sent more than the " + expected.size() + " bytes of " + expected.digest());
    }
}
