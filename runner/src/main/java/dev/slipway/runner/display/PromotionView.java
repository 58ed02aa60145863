package dev.slipway.runner.display;

import java.io.PrintWriter;
import java.util.Optional;

/** Which images got which names. */
public final class PromotionView {
    private final Columns columns = new Columns().row("IMAGE", "DIGEST", "NAME", "RESULT");

    /**
     * Adds one.
     *
     * @param before the digest that had the name, if any
     */
    public void named(String image, String digest, String name, Optional<String> before) {
        columns.row(image, digest, name, result(digest, before));
    }

    private static String result(String digest, Optional<String> before) {
        if (before.isEmpty()) {
            return "promoted";
        }
        return before.get().equals(digest) ? "was there" : "promoted, was " + before.get();
    }

    public void print(PrintWriter out) {
        columns.lines().forEach(out::println);
    }
}
