package dev.slipway.runner.cli;

import dev.slipway.runner.display.Screen;
import java.io.PrintWriter;
import java.util.Optional;

/**
 * Where commands write.
 *
 * @param screen that {@code out} goes to, if it is one whose cursor can be moved
 * @param errorScreen likewise of {@code err}
 */
record Terminal(
        PrintWriter out, PrintWriter err, boolean colours, Optional<Screen> screen, Optional<Screen> errorScreen) {
    /** One that shows nothing but lines. */
    Terminal(PrintWriter out, PrintWriter err, boolean colours) {
        this(out, err, colours, Optional.empty(), Optional.empty());
    }

    /** The same for a command whose standard output is not the runner's to write to. */
    Terminal withOutputAsErrors() {
        return new Terminal(err, err, colours, errorScreen, errorScreen);
    }
}
