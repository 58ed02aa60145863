package dev.slipway.dockerfile;

import dev.slipway.model.Reference;
import dev.slipway.model.Text;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Writes texts into the places of a Dockerfile, each with rules of its own. References become {@code ${ARGUMENT}}.
 *
 * <p>Where a text may use variables, {@code $NAME} and <code>${NAME}</code> stay and so does {@code \$}, which is a
 * dollar; any other dollar or backslash stands for itself.
 */
public final class Quoting {
    private static final Pattern IN_DOCKERFILE_QUOTES = keepingVariables("\"");
    private static final Pattern IN_SHELL_QUOTES = keepingVariables("\"`");
    private static final Pattern IN_DOCKERFILE_WORD = keepingVariables("\"'");
    private static final Pattern IN_HEREDOC = Pattern.compile("(?<pair>(?!))|(?<special>[\\\\$])");
    private static final Pattern IN_ARGUMENT = Pattern.compile("(?<pair>(?!))|(?<special>[\\\\\"$])");

    private static final Pattern BRACE_OR_QUOTE = Pattern.compile("\\\\.|\\$\\{|\\}|'");

    private Quoting() {}

    private static Pattern keepingVariables(String alsoSpecial) {
        return Pattern.compile("\\\\\\$|(?<pair>\\\\[^$])|\\$(?=[A-Za-z_{])|(?<special>[\\\\$" + alsoSpecial + "])");
    }

    /** The value of {@code ENV} or {@code LABEL}: in double quotes, variables expanded by the builder. */
    static String value(Text text) {
        return "\"" + withoutQuotesInBraces(expanded(oneLine(text), IN_DOCKERFILE_QUOTES)) + "\"";
    }

    /** Single quotes mean nothing to a builder that is in double quotes, unless they are in braces as well. */
    private static String withoutQuotesInBraces(String escaped) {
        StringBuilder result = new StringBuilder();
        int depth = 0;
        Matcher token = BRACE_OR_QUOTE.matcher(escaped);
        while (token.find()) {
            depth += token.group().equals("${") ? 1 : token.group().equals("}") && depth > 0 ? -1 : 0;
            boolean isQuote = token.group().equals("'") && depth > 0;
            token.appendReplacement(result, Matcher.quoteReplacement(isQuote ? "\\'" : token.group()));
        }
        token.appendTail(result);
        return result.toString();
    }

    /** The value of a variable of a shell: in double quotes, variables expanded by that shell. */
    static String shellValue(Text text) {
        return "\"" + expanded(text, IN_SHELL_QUOTES) + "\"";
    }

    /** A path or URL without quotes around it, variables expanded by the builder. */
    public static String word(Text text) {
        return expanded(oneLine(text), IN_DOCKERFILE_WORD);
    }

    /** The default of {@code ARG}: exactly these characters. */
    public static String argument(String value) {
        return "\"" + escaped(oneLine(Text.literal(value)).value(), IN_ARGUMENT) + "\"";
    }

    /** The content of a heredoc that the builder expands: exactly these characters, but for references. */
    static String heredoc(Text text) {
        return expanded(text, IN_HEREDOC);
    }

    /** As people read it: nothing escaped, references as their author wrote them. */
    public static String plain(Text text) {
        return text.render(Function.identity(), Reference::toString);
    }

    private static String expanded(Text text, Pattern special) {
        return text.render(literal -> escaped(literal, special), reference -> "${" + reference.argument() + "}");
    }

    private static String escaped(String literal, Pattern special) {
        Function<MatchResult, String> escape = match -> Matcher.quoteReplacement(escaped((Matcher) match, special));
        return special.matcher(literal).replaceAll(escape);
    }

    /** A backslash takes the next character with it, as it does when the engines expand variables. */
    private static String escaped(Matcher match, Pattern special) {
        if (match.group("pair") != null) {
            return "\\\\" + escaped(match.group("pair").substring(1), special);
        }
        return match.group("special") != null ? "\\" + match.group() : match.group();
    }

    private static Text oneLine(Text text) {
        if (text.source().contains("\n")) {
            throw new IllegalArgumentException(
                    "'" + text.source() + "' has a line break, which only scripts and files can have in a Dockerfile");
        }
        return text;
    }
}
