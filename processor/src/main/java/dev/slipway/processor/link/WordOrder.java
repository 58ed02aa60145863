package dev.slipway.processor.link;

import java.util.List;

/**
 * What an author says about the order of annotations.
 *
 * @param fragment the path to the fragment whose annotations it orders; empty for the declaration's own
 * @param words their qualified names, earliest first
 */
record WordOrder(List<Position> fragment, List<String> words) {
    WordOrder {
        fragment = List.copyOf(fragment);
        words = List.copyOf(words);
    }

    /** Whether it says that the first comes before the second. */
    boolean puts(String first, String second) {
        int left = words.indexOf(first);
        return left >= 0 && words.indexOf(second) > left;
    }

    /** Whether a path leads into what it orders. */
    boolean contains(List<Position> path) {
        return path.size() > fragment.size() && path.subList(0, fragment.size()).equals(fragment);
    }

    /** What it orders: the fragment, or what the declaration is called. */
    String subject(String declaration) {
        return fragment.isEmpty()
                ? "'" + declaration + "'"
                : Position.simpleName(fragment.get(fragment.size() - 1).word());
    }
}
