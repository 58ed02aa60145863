package dev.slipway.runner.registry;

import java.net.http.HttpHeaders;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a registry wants to know who is asking, from its header {@code WWW-Authenticate}.
 *
 * @param scheme {@code basic} or {@code bearer}
 * @param parameters {@code realm}, {@code service} and others
 */
record Challenge(String scheme, Map<String, String> parameters) {
    private static final Pattern HEADER = Pattern.compile("\\s*([A-Za-z]+)\\b(.*)");
    private static final Pattern PARAMETER = Pattern.compile("([A-Za-z_]+)\\s*=\\s*(?:\"([^\"]*)\"|([^\\s,]+))");
    private static final String BASIC = "basic";
    private static final String BEARER = "bearer";

    Challenge {
        parameters = Map.copyOf(parameters);
    }

    /** The first that is known here; of several, registries mean the same. */
    static Optional<Challenge> of(HttpHeaders headers) {
        return headers.allValues("WWW-Authenticate").stream()
                .flatMap(header -> parse(header).stream())
                .filter(challenge -> challenge.isBasic() || challenge.isBearer())
                .findFirst();
    }

    private static Optional<Challenge> parse(String header) {
        Matcher matcher = HEADER.matcher(header);
        if (!matcher.matches()) {
            return Optional.empty();
        }
        Map<String, String> parameters = new HashMap<>();
        Matcher parameter = PARAMETER.matcher(matcher.group(2));
        while (parameter.find()) {
            String quoted = parameter.group(2);
            parameters.put(parameter.group(1).toLowerCase(Locale.ROOT), quoted == null ? parameter.group(3) : quoted);
        }
        return Optional.of(new Challenge(matcher.group(1).toLowerCase(Locale.ROOT), parameters));
    }

    boolean isBasic() {
        return scheme.equals(BASIC);
    }

    boolean isBearer() {
        return scheme.equals(BEARER);
    }

    /** Whether what was shown is good, but not for this. */
    boolean wantsMoreRights() {
        return parameter("error").filter("insufficient_scope"::equals).isPresent();
    }

    Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }
}
