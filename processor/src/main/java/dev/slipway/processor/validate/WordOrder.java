package dev.slipway.processor.validate;

import java.util.List;

/**
 * What an author says about the order of annotations.
 *
 * @param fragment the path to the fragment whose annotations it orders; empty for the declaration's own
 * @param words their qualified names, earliest first
 */
public record WordOrder(List<Position> fragment, List<String> words) {
    public WordOrder {
        fragment = List.copyOf(fragment);
        words = List.copyOf(words);
    }

    /** Whether it says that the first comes before the second. */
    public boolean puts(String first, String second) {
        int left = words.indexOf(first);
        return left >= 0 && words.indexOf(second) > left;
    }

    /** Whether a path leads into what it orders. */
    public boolean contains(List<Position> path) {
        return path.size() > fragment.size() && path.subList(0, fragment.size()).equals(fragment);
    }

    /** What it orders: the fragment, or what the declaration is called. */
    public String subject(String declaration) {
        return fragment.isEmpty()
                ? "'" + declaration + "'"
                : Position.simpleName(fragment.get(fragment.size() - 1).word());
    }
}
