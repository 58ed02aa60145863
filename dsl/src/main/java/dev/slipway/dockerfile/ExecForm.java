package dev.slipway.dockerfile;

import java.util.List;
import java.util.stream.Collectors;

/** Lists as a Dockerfile has them on one line: {@code ["a", "b"]}, which is JSON. */
final class ExecForm {
    private ExecForm() {}

    static String of(List<String> items) {
        return items.stream().map(ExecForm::string).collect(Collectors.joining(", ", "[", "]"));
    }

    private static String string(String item) {
        return item.chars().mapToObj(ExecForm::character).collect(Collectors.joining("", "\"", "\""));
    }

    private static String character(int character) {
        if (character == '"' || character == '\\') {
            return "\\" + (char) character;
        }
        return character < ' ' ? "\\u%04x".formatted(character) : String.valueOf((char) character);
    }
}
