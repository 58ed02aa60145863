package dev.slipway.runner.cli;

import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.failure.ExitCode;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.Signals;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Where the process starts. */
public final class Main {
    /** Set by bin/runner where the output goes to a terminal: from Java 22 on, System.console() does not tell. */
    private static final String TERMINAL = "slipway.terminal";

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
            Terminal terminal = new Terminal(
                    writer(FileDescriptor.out),
                    writer(FileDescriptor.err),
                    Boolean.getBoolean(TERMINAL) && coloursWanted(environment));
            code = new Application(new Surroundings(
                            terminal, environment, Clock.system(ZoneId.systemDefault()), catalogs, engines))
                    .run(arguments);
        } finally {
            ending.done();
        }
        System.exit(ending.codeOr(code));
    }

    private static Catalogs catalogs() {
        return Catalogs.load(Main.class.getClassLoader());
    }

    /** NO_COLOR is the convention of no-color.org: any value but the empty one. */
    private static boolean coloursWanted(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }
}
