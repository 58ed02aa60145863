package dev.slipway.runner.cli;

import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.failure.ExitCode;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.Signals;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Where the process starts. */
public final class Main {
    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        List<String> line = List.of(arguments);
        if (EngineProcess.isNeeded(line)) {
            System.exit(EngineProcess.run(line));
        }
        start(arguments, new Once<>(Main::catalogs), new EmbeddedEngines(line, EngineProcess.learned()));
    }

    /** Runs in this process, and ends it. */
    static void start(String[] arguments, Supplier<Catalogs> catalogs, EmbeddedFactory engines) {
        Ending ending = new Ending(Thread.currentThread());
        Signals signals = Signals.handle(ending::ask);
        Namespace.whenToEnd(() -> ending.ask(ExitCode.INTERRUPTED));
        int code;
        try (signals) {
            Map<String, String> environment = System.getenv();
            code = new Application(new Surroundings(
                            StandardStreams.terminal(environment),
                            environment,
                            Clock.system(ZoneId.systemDefault()),
                            catalogs,
                            engines))
                    .run(arguments);
        } finally {
            ending.done();
        }
        System.exit(ending.codeOr(code));
    }

    private static Catalogs catalogs() {
        return Catalogs.load(Main.class.getClassLoader());
    }
}
