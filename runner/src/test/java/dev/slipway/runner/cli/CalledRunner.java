package dev.slipway.runner.cli;

import dev.slipway.runner.TestCatalog;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.registry.Learned;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The runner in this process, with the catalogue of {@link TestFamily}, for commands that need no engine. */
final class CalledRunner {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T09:05:59Z"), ZoneOffset.UTC);

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    final Map<String, String> environment = new HashMap<>();

    /** Returns the exit code. */
    int run(String... arguments) {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        Catalogs catalogs = Catalogs.of(List.of(TestCatalog.of("dev.example", TestFamily.family())));
        Terminal terminal = new Terminal(new PrintWriter(out), new PrintWriter(err), false);
        return new Application(new Surroundings(
                        terminal,
                        environment,
                        CLOCK,
                        () -> catalogs,
                        new EmbeddedEngines(List.of(arguments), new Learned())))
                .run(arguments);
    }

    /** What the last run has printed. */
    String out() {
        return out.toString();
    }

    /** The lines of it, however wide its columns are. */
    List<String> lines() {
        return out().lines().map(line -> line.replaceAll(" {2,}", "  ")).toList();
    }

    String err() {
        return err.toString();
    }
}
