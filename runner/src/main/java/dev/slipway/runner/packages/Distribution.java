package dev.slipway.runner.packages;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What an image's {@code os-release} says.
 *
 * @param id {@code debian}
 * @param version {@code 12}; empty if there is none, as in Debian's testing
 */
public record Distribution(String id, String version) {
    private static final Pattern LINE = Pattern.compile("(?m)^([A-Z_]+)=[\"']?([^\"'\\r\\n]*)[\"']?\\s*$");

    static Optional<Distribution> parse(String text) {
        Map<String, String> variables = new HashMap<>();
        Matcher line = LINE.matcher(text);
        while (line.find()) {
            variables.put(line.group(1), line.group(2));
        }
        return Optional.ofNullable(variables.get("ID"))
                .map(id -> new Distribution(id, variables.getOrDefault("VERSION_ID", "")));
    }
}
