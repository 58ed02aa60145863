package dev.slipway.runner.display;

/** A terminal that can move its cursor. */
@FunctionalInterface
public interface Screen {
    /**
     * How much fits on it.
     *
     * @param columns at least one
     * @param rows at least one
     */
    record Size(int columns, int rows) {
        private static final Size USUAL = new Size(80, 24);

        /** What a terminal says of itself, which is nought where it does not know. */
        public static Size of(int columns, int rows) {
            return columns > 0 && rows > 0 ? new Size(columns, rows) : USUAL;
        }
    }

    /** At this moment: people resize their windows. */
    Size size();
}
