package dev.slipway.runner.engine;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Comparator;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Secrets that must not show in what commands print: their lines, and the lines of their Base64 form. */
public final class HiddenValues {
    private static final String STARS = "***";
    /** Lines of a longer secret that are shorter say nothing, such as a brace; hiding those would hide too much. */
    private static final int SHORTEST_LINE = 4;
    /** As base64(1) breaks lines. */
    private static final Base64.Encoder BASE64 = Base64.getMimeEncoder(76, new byte[] {'\n'});

    /** The longest first: one may be part of another. */
    private final NavigableSet<String> values =
            new TreeSet<>(Comparator.comparing(String::length).reversed().thenComparing(Comparator.naturalOrder()));

    public void add(byte[] secret) {
        String text = new String(secret, StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return;
        }
        if (text.lines().count() == 1) {
            values.add(text);
        }
        Stream.of(text, encoded(secret), encoded(text.getBytes(StandardCharsets.UTF_8)))
                .flatMap(String::lines)
                .map(String::strip)
                .filter(line -> line.length() >= SHORTEST_LINE)
                .forEach(values::add);
    }

    private static String encoded(byte[] secret) {
        return BASE64.encodeToString(secret);
    }

    /** Lines with stars in the place of what is hidden. */
    public Consumer<String> in(Consumer<String> output) {
        return line -> {
            String shown = line;
            for (String value : values) {
                shown = shown.replace(value, STARS);
            }
            output.accept(shown);
        };
    }
}
