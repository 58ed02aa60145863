package dev.slipway.runner.engine.embedded;

import java.io.IOException;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * A pattern for one name: {@code *} any characters, {@code ?} one, {@code [a-z]} one of these, {@code [^a-z]} one of the
 * others, and a backslash takes its meaning from the next character.
 */
final class Wildcards {
    private static final Pattern SPECIAL = Pattern.compile("(?s)(?:[^\\\\*?\\[]|\\\\.)*[*?\\[].*");

    private final Pattern pattern;

    /** @throws IOException if a bracket has no end */
    Wildcards(String name) throws IOException {
        try {
            pattern = Pattern.compile(expression(name), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw new IOException("'" + name + "' is no pattern: a bracket in it has no end, or nothing in it", e);
        }
    }

    /** Whether the name has any, so that it does not stand for itself. */
    static boolean areIn(String name) {
        return SPECIAL.matcher(name).matches();
    }

    boolean fit(String name) {
        return pattern.matcher(name).matches();
    }

    private static String expression(String name) {
        StringBuilder expression = new StringBuilder();
        boolean inBrackets = false;
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            if (character == '\\' && i + 1 < name.length()) {
                expression.append(literal(name.charAt(++i)));
            } else if (inBrackets) {
                inBrackets = character != ']';
                expression.append(character == '[' || character == '&' ? literal(character) : character);
            } else if (character == '[') {
                inBrackets = true;
                expression.append(character);
            } else {
                expression.append(
                        switch (character) {
                            case '*' -> ".*";
                            case '?' -> ".";
                            default -> literal(character);
                        });
            }
        }
        return expression.toString();
    }

    private static String literal(char character) {
        return Character.isLetterOrDigit(character) || character > '~' ? String.valueOf(character) : "\\" + character;
    }
}
