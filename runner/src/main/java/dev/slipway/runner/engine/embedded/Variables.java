package dev.slipway.runner.engine.embedded;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Expands {@code $NAME} as the Dockerfile reference's "Environment replacement" has it, with its modifiers - and +. */
final class Variables {
    private static final Pattern VARIABLE = Pattern.compile("\\\\(?<escaped>.)|\\$(?<plain>[A-Za-z_][A-Za-z0-9_]*)"
            + "|\\$\\{(?<name>[A-Za-z_][A-Za-z0-9_]*)(?::(?<modifier>[-+])(?<word>[^}]*))?\\}");

    private Variables() {}

    /** The text with every variable replaced by its value, unset ones by nothing. */
    static String expand(String text, Map<String, String> variables) {
        return VARIABLE.matcher(text).replaceAll(match -> Matcher.quoteReplacement(value((Matcher) match, variables)));
    }

    private static String value(Matcher match, Map<String, String> variables) {
        if (match.group("escaped") != null) {
            return match.group("escaped").equals("$") ? "$" : match.group();
        }
        if (match.group("plain") != null) {
            return variables.getOrDefault(match.group("plain"), "");
        }
        String value = variables.getOrDefault(match.group("name"), "");
        String word = match.group("word");
        if (word == null) {
            return value;
        }
        boolean isDefault = match.group("modifier").equals("-");
        if (isDefault) {
            return value.isEmpty() ? expand(word, variables) : value;
        }
        return value.isEmpty() ? "" : expand(word, variables);
    }
}
