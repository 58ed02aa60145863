package dev.slipway.runner.engine.embedded;

import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Expands {@code $NAME} and <code>${NAME}</code> as BuildKit does, with the modifiers {@code :-}, {@code :+}, {@code :?}
 * (and without the colon), {@code #}, {@code ##}, {@code %}, {@code %%}, {@code /} and {@code //}. A dollar that starts
 * no variable, and every quote and backslash, stands for itself, but {@code \$} is a dollar.
 */
final class Variables {
    private final String text;
    private final Map<String, String> values;
    private int next;

    private Variables(String text, Map<String, String> values) {
        this.text = text;
        this.values = values;
    }

    /**
     * The text with every variable replaced by its value, unset ones by nothing.
     *
     * @throws IllegalArgumentException if a substitution is none that there is, or asks for a variable that is not set
     */
    static String expand(String text, Map<String, String> values) {
        return new Variables(text, values).until("");
    }

    /** Reads on to one of these characters, and over it; to the text's end if there are none. */
    private String until(String ends) {
        StringBuilder expanded = new StringBuilder();
        while (next < text.length()) {
            char character = text.charAt(next++);
            if (ends.indexOf(character) >= 0) {
                return expanded.toString();
            }
            if (character == '$') {
                expanded.append(variable());
            } else if (character == '\\' && take("$")) {
                expanded.append('$');
            } else if (character == '\\' && take("\\")) {
                expanded.append("\\\\");
            } else {
                expanded.append(character);
            }
        }
        if (!ends.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "': a '${' has no '}'");
        }
        return expanded.toString();
    }

    private String variable() {
        if (next < text.length() && text.charAt(next) == '{') {
            next++;
            return substitution();
        }
        boolean isName =
                next < text.length() && (isNamePart(text.charAt(next)) && !Character.isDigit(text.charAt(next)));
        return isName ? values.getOrDefault(name(), "") : "$";
    }

    private String name() {
        int start = next;
        while (next < text.length() && isNamePart(text.charAt(next))) {
            next++;
        }
        return text.substring(start, next);
    }

    private static boolean isNamePart(char character) {
        return Character.isLetterOrDigit(character) || character == '_';
    }

    private String substitution() {
        String name = name();
        if (name.isEmpty()) {
            throw new IllegalArgumentException("'" + text + "': a '${' has no name");
        }
        if (take("}")) {
            return values.getOrDefault(name, "");
        }
        boolean emptyIsUnset = take(":");
        String value = values.get(name);
        boolean isSet = value != null && !(emptyIsUnset && value.isEmpty());
        String set = value == null ? "" : value;
        if (take("-")) {
            String word = until("}");
            return isSet ? set : word;
        }
        if (take("+")) {
            String word = until("}");
            return isSet ? word : "";
        }
        if (take("?")) {
            return required(name, isSet, set, until("}"));
        }
        if (emptyIsUnset) {
            throw unknown(name);
        }
        return changed(name, set);
    }

    private String required(String name, boolean isSet, String value, String message) {
        if (!isSet) {
            throw new IllegalArgumentException(name + ": " + (message.isEmpty() ? "is not set" : message));
        }
        return value;
    }

    private String changed(String name, String value) {
        if (take("##")) {
            return withoutStart(value, pattern(until("}"), ".*"));
        }
        if (take("#")) {
            return withoutStart(value, pattern(until("}"), ".*?"));
        }
        // The shortest end that fits is a regular expression's only when both are read backwards.
        if (take("%%")) {
            return reversed(withoutStart(reversed(value), pattern(reversed(until("}")), ".*")));
        }
        if (take("%")) {
            return reversed(withoutStart(reversed(value), pattern(reversed(until("}")), ".*?")));
        }
        if (take("//")) {
            Matcher matcher = pattern(until("/"), ".*").matcher(value);
            return matcher.replaceAll(Matcher.quoteReplacement(until("}")));
        }
        if (take("/")) {
            Matcher matcher = pattern(until("/"), ".*").matcher(value);
            return matcher.replaceFirst(Matcher.quoteReplacement(until("}")));
        }
        throw unknown(name);
    }

    private IllegalArgumentException unknown(String name) {
        return new IllegalArgumentException("'" + text + "': there is no such substitution of " + name
                + ". These there are: :- :+ :? - + ? # ## % %% / //");
    }

    private boolean take(String characters) {
        boolean isNext = text.startsWith(characters, next);
        next += isNext ? characters.length() : 0;
        return isNext;
    }

    private static String withoutStart(String value, Pattern start) {
        Matcher matcher = start.matcher(value);
        return matcher.lookingAt() ? value.substring(matcher.end()) : value;
    }

    /** A shell's pattern, of which {@code *} and {@code ?} mean something. */
    private static Pattern pattern(String shell, String star) {
        UnaryOperator<String> expression = wildcard -> wildcard.equals("*") ? star : ".";
        StringBuilder pattern = new StringBuilder();
        for (String part : shell.split("(?<=[*?])|(?=[*?])", -1)) {
            pattern.append(part.equals("*") || part.equals("?") ? expression.apply(part) : Pattern.quote(part));
        }
        return Pattern.compile(pattern.toString(), Pattern.DOTALL);
    }

    private static String reversed(String text) {
        return new StringBuilder(text).reverse().toString();
    }
}
