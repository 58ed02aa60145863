package dev.slipway.graph;

import dev.slipway.model.Reference;
import dev.slipway.model.Text;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Writes texts into POSIX shell scripts: literals quoted, references as variables that hold their value. */
final class Shell {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]*");
    private static final Pattern SPECIAL_IN_QUOTES = Pattern.compile("[\\\\\"`$]");

    private Shell() {}

    /** One word of a command line, whatever characters it has. */
    static String word(Text text) {
        if (text.isEmpty()) {
            return "''";
        }
        String quoted = text.render(Shell::quotable, Shell::variable);
        boolean plain =
                text.references().findAny().isEmpty() && PLAIN.matcher(quoted).matches();
        return plain ? quoted : "\"" + quoted + "\"";
    }

    private static String quotable(String literal) {
        return SPECIAL_IN_QUOTES.matcher(literal).replaceAll("\\\\$0");
    }

    static String word(String literal) {
        return word(Text.literal(literal));
    }

    /**
     * A line that adds to the shell's own arguments as many words as the list has values, each between the text's other
     * characters.
     */
    static String spread(Text text, Reference list) {
        String each =
                text.render(Shell::quotable, reference -> reference.equals(list) ? "${each}" : variable(reference));
        return "for each in " + variable(list) + "; do set -- \"$@\" \"" + each + "\"; done\n";
    }

    /** Lines as their author wrote them, references as variables. */
    static String lines(Text text) {
        return text.render(Function.identity(), Shell::variable);
    }

    static String variable(Reference reference) {
        return "${" + reference.argument() + "}";
    }
}
