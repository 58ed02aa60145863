package dev.slipway.runner.doctor;

import java.util.List;
import java.util.Locale;

/**
 * One thing that was looked for.
 *
 * @param what {@code unshare}
 * @param detail where it is or which it is; or why it does not do
 * @param cures commands that would change that
 */
public record Finding(Area area, String what, State state, String detail, List<String> cures) {
    /** How good it is. */
    public enum State {
        OK,
        /** Only some builds need it. */
        WARNING,
        /** Nothing works without it. */
        PROBLEM;

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Finding {
        cures = List.copyOf(cures);
    }

    static Finding ok(Area area, String what, String detail) {
        return new Finding(area, what, State.OK, detail, List.of());
    }

    static Finding warning(Area area, String what, String detail, List<String> cures) {
        return new Finding(area, what, State.WARNING, detail, cures);
    }

    static Finding problem(Area area, String what, String detail, List<String> cures) {
        return new Finding(area, what, State.PROBLEM, detail, cures);
    }
}
