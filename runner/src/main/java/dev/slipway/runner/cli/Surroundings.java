package dev.slipway.runner.cli;

import dev.slipway.runner.catalogs.Catalogs;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;

/** All that a run takes from outside, its arguments excepted. */
record Surroundings(
        Terminal terminal,
        Map<String, String> environment,
        Clock clock,
        Supplier<Catalogs> catalogs,
        EmbeddedFactory engines) {
    /** One that nothing has had before, of letters, digits and dashes. */
    String newName() {
        return UUID.randomUUID().toString();
    }

    /** The same for a command whose standard output is not the runner's to write to. */
    Surroundings withOutputAsErrors() {
        return new Surroundings(terminal.withOutputAsErrors(), environment, clock, catalogs, engines);
    }
}
