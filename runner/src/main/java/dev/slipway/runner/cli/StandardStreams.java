package dev.slipway.runner.cli;

import dev.slipway.runner.display.LiveDisplay;
import dev.slipway.runner.display.Screen;
import dev.slipway.runner.sandbox.Linux;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the outputs of this process are. */
final class StandardStreams {
    /** Set by bin/runner to those that are terminals: from Java 22 on, System.console() does not tell. */
    private static final String TERMINALS = "slipway.terminal";

    private static final String OUT = "out";
    private static final String ERR = "err";
    private static final int OUT_NUMBER = 1;
    private static final int ERR_NUMBER = 2;

    private StandardStreams() {}

    static Terminal terminal(Map<String, String> environment) {
        boolean able = !environment.getOrDefault("TERM", "dumb").equals("dumb");
        return new Terminal(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                areTerminals().contains(OUT) && able && coloursWanted(environment),
                areTerminals().contains(OUT) && able ? Optional.of(screen(OUT_NUMBER)) : Optional.empty(),
                areTerminals().contains(ERR) && able ? Optional.of(screen(ERR_NUMBER)) : Optional.empty());
    }

    /** NO_COLOR is the convention of no-color.org: any value but the empty one. */
    private static boolean coloursWanted(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty();
    }

    private static List<String> areTerminals() {
        return List.of(System.getProperty(TERMINALS, "").split(",", -1));
    }

    private static Screen screen(int descriptor) {
        return () -> {
            Linux.WindowSize size = Linux.windowSize(descriptor);
            return Screen.Size.of(size.columns(), size.rows());
        };
    }

    /** For a process that was ended before it could give back the cursor of the terminal that it has in common with this. */
    static void restoreCursor() {
        Terminal terminal = terminal(System.getenv());
        PrintWriter writer = terminal.screen().isPresent() ? terminal.out() : terminal.err();
        if (terminal.screen().isPresent() || terminal.errorScreen().isPresent()) {
            writer.print(LiveDisplay.SHOW_CURSOR);
            writer.flush();
        }
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }
}
