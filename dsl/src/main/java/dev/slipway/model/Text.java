package dev.slipway.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Text that may hold references, as in {@code postgresql-{pg.major}}.
 *
 * <p>{@code {name}} and {@code {name.part}} are references; <code>{{</code> is a literal brace; {@code ${VAR}} and braces
 * that hold anything but a name ({@code { true; }}, {@code {a,b}}, {@code {}}) are left alone, as a shell needs them.
 *
 * @param parts literals and references in their order; no two literals in a row, none of them empty, none with a
 *     {@code $} right before a reference
 */
public record Text(List<Part> parts) {
    /** A stretch of text, or a reference. */
    public sealed interface Part {}

    /** Characters that stand for themselves. */
    public record Literal(String characters) implements Part {}

    /** A value to be filled in. */
    public record Placeholder(Reference reference) implements Part {}

    private static final Text EMPTY = new Text(List.of());
    private static final String NAME = "[A-Za-z][A-Za-z0-9_-]*";
    private static final Pattern TOKEN =
            Pattern.compile("(?<brace>\\{\\{)|(?<shell>\\$\\{)|\\{(?<reference>" + NAME + "(?:\\." + NAME + ")*)\\}"
                    + "|(?<malformed>\\{[ \\t]*" + NAME + "(?:[ \\t]*\\.[ \\t]*(?:" + NAME + ")?)*[ \\t]*\\})");

    /** Doubled to stand for itself; one behind a dollar does so anyway. */
    private static final Pattern BRACE = Pattern.compile("(?<!\\$)\\{");

    public Text {
        parts = List.copyOf(merged(parts));
        for (int i = 1; i < parts.size(); i++) {
            if (parts.get(i) instanceof Placeholder
                    && parts.get(i - 1) instanceof Literal literal
                    && literal.characters().endsWith("$")) {
                throw new IllegalArgumentException("a '$' right before " + ((Placeholder) parts.get(i)).reference()
                        + " would make a shell's variable of it");
            }
        }
    }

    /**
     * Reads a text as an author writes it.
     *
     * @throws TextSyntaxException where braces hold something that is nearly a reference, such as {@code { pg }}
     */
    public static Text parse(String source) {
        List<Part> parts = new ArrayList<>();
        Matcher token = TOKEN.matcher(source);
        int from = 0;
        while (token.find()) {
            parts.add(new Literal(source.substring(from, token.start())));
            parts.add(part(token));
            from = token.end();
        }
        parts.add(new Literal(source.substring(from)));
        return new Text(parts);
    }

    private static Part part(Matcher token) {
        if (token.group("malformed") != null) {
            String braces = token.group("malformed");
            throw new TextSyntaxException(
                    "'" + braces + "' looks like a reference. Write '"
                            + braces.replaceAll("[ \\t]+|\\.(?=[ \\t]*\\})", "") + "' for one, or '{" + braces
                            + "' for the characters themselves",
                    token.start());
        }
        if (token.group("reference") != null) {
            return new Placeholder(Reference.of(token.group("reference")));
        }
        return new Literal(token.group("brace") != null ? "{" : "${");
    }

    /** Text that stands for itself, braces included. */
    public static Text literal(String characters) {
        return new Text(List.of(new Literal(characters)));
    }

    /** The value of one reference. */
    public static Text of(Reference reference) {
        return new Text(List.of(new Placeholder(reference)));
    }

    /** The texts one after the other. */
    public static Text concat(Text... texts) {
        return new Text(Stream.of(texts).flatMap(text -> text.parts().stream()).toList());
    }

    /** The texts with a separator between them. */
    public static Text join(String separator, List<Text> texts) {
        return texts.stream()
                .reduce((left, right) -> concat(left, literal(separator), right))
                .orElse(EMPTY);
    }

    public static Text empty() {
        return EMPTY;
    }

    public boolean isEmpty() {
        return parts.isEmpty();
    }

    /** The references in it, in their order, each as often as it stands there. */
    public Stream<Reference> references() {
        return parts.stream().filter(Placeholder.class::isInstance).map(part -> ((Placeholder) part).reference());
    }

    /** This text with every reference replaced by what {@code values} makes of it. */
    public Text replace(Function<Reference, Text> values) {
        return new Text(parts.stream()
                .flatMap(part -> part instanceof Placeholder placeholder
                        ? values.apply(placeholder.reference()).parts().stream()
                        : Stream.of(part))
                .toList());
    }

    /** The characters, each reference written by {@code names}, each literal by {@code literals}. */
    public String render(Function<String, String> literals, Function<Reference, String> names) {
        return parts.stream()
                .map(part -> part instanceof Placeholder placeholder
                        ? names.apply(placeholder.reference())
                        : literals.apply(((Literal) part).characters()))
                .collect(Collectors.joining());
    }

    /**
     * The characters of a text in which every reference has been replaced.
     *
     * @throws IllegalStateException if a reference is left
     */
    public String value() {
        return render(Function.identity(), reference -> {
            throw new IllegalStateException("unresolved reference " + reference + " in '" + source() + "'");
        });
    }

    /** As an author would write it: {@link #parse} of it gives an equal text. */
    public String source() {
        return render(Text::escaped, Reference::toString);
    }

    private static String escaped(String literal) {
        return literal.indexOf('{') < 0 ? literal : BRACE.matcher(literal).replaceAll("{{");
    }

    private static List<Part> merged(List<Part> parts) {
        List<Part> merged = new ArrayList<>();
        for (Part part : parts) {
            if (part instanceof Literal next) {
                int last = merged.size() - 1;
                if (last >= 0 && merged.get(last) instanceof Literal previous) {
                    merged.set(last, new Literal(previous.characters() + next.characters()));
                } else if (!next.characters().isEmpty()) {
                    merged.add(next);
                }
            } else {
                merged.add(part);
            }
        }
        return merged;
    }

    @Override
    public String toString() {
        return source();
    }
}
