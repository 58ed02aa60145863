package dev.slipway.processor.validate;

import java.util.Comparator;
import java.util.List;

/**
 * Where an annotation stands on a declaration or in a fragment. The order of annotations of different types is none: a
 * compiler does not keep it.
 *
 * @param word the annotation's qualified name
 * @param index its place among those of its type, from 0
 */
public record Position(String word, int index) implements Comparable<Position> {
    private static final Comparator<Position> ORDER =
            Comparator.comparing(Position::word).thenComparing(Position::index);

    @Override
    public int compareTo(Position other) {
        return ORDER.compare(this, other);
    }

    /** Compares paths into fragments, position by position. */
    public static int compare(List<Position> left, List<Position> right) {
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int difference = left.get(i).compareTo(right.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    /** As people write it: {@code @AptPackages}. */
    public static String simpleName(String word) {
        return "@" + word.substring(word.lastIndexOf('.') + 1);
    }
}
