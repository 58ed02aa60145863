package dev.slipway.runner.registry;

import java.net.URI;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;

/**
 * What a server has answered.
 *
 * @param from where it was asked last, which may be elsewhere than where it was asked first
 * @param body empty where it was written elsewhere as it came
 */
// Nobody compares answers.
@SuppressWarnings("ArrayRecordComponent")
record Answer(URI from, int status, HttpHeaders headers, byte[] body) {
    private static final int OK = 200;
    static final int UNAUTHORIZED = 401;

    boolean isOk() {
        return isOk(status);
    }

    static boolean isOk(int status) {
        return status / 100 == OK / 100;
    }

    boolean isRedirect() {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
    }

    /** This answer, unless it is an error. */
    Answer orThrow() throws RefusedRequest {
        if (!isOk()) {
            throw new RefusedRequest(this);
        }
        return this;
    }

    String text() {
        return new String(body, StandardCharsets.UTF_8);
    }
}
