package dev.slipway.runner.registry;

import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * Who logs in. Never shown.
 *
 * @param user {@link #TOKEN} where the secret is a token that others are got for
 */
record Credential(String user, String secret) {
    /** What credential helpers say instead of a name. */
    static final String TOKEN = "<token>";

    boolean isToken() {
        return user.equals(TOKEN);
    }

    /** The value of a header. */
    String basic() {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "a credential";
    }
}
