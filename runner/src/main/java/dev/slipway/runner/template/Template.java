package dev.slipway.runner.template;

import dev.slipway.runner.failure.InputException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text with references such as {@code @{pg.all.plain}} in it, which {@link Names} gives values. A line that refers to
 * the release of an axis, as {@code @{pg.major}} does, is there once for each release.
 *
 * @param name what messages call it
 */
public record Template(String name, String text) {
    private static final Pattern REFERENCE = Pattern.compile("@\\{([^{}\\n]*)}");

    /**
     * The text with values instead of references.
     *
     * @throws InputException if a reference means nothing, saying which and in which line
     */
    public String fill(Names names) {
        List<String> lines = text.lines().toList();
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            try {
                fill(lines.get(i), names).forEach(line -> filled.append(line).append('\n'));
            } catch (IllegalArgumentException e) {
                throw new InputException("template " + name + ", line " + (i + 1) + ": " + e.getMessage(), e);
            }
        }
        return filled.toString();
    }

    private static List<String> fill(String line, Names names) {
        List<String> references =
                REFERENCE.matcher(line).results().map(match -> match.group(1)).toList();
        return names.variants(references).stream()
                .map(variant -> REFERENCE
                        .matcher(line)
                        .replaceAll(match -> Matcher.quoteReplacement(variant.value(match.group(1)))))
                .toList();
    }
}
