package dev.slipway.runner.cli;

import dev.slipway.runner.catalogs.Catalogs;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.ZoneId;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Where the process starts. */
public final class Main {
    /** How long a run may take to end its steps after Ctrl-C. */
    private static final int GRACE_SECONDS = 20;

    /** Set by bin/runner where the output goes to a terminal: from Java 22 on, System.console() does not tell. */
    private static final String TERMINAL = "slipway.terminal";

    private Main() {}

    public static void main(String[] arguments) {
        CountDownLatch done = new CountDownLatch(1);
        endOrderlyOnSignals(done);
        int code;
        try {
            Map<String, String> environment = System.getenv();
            code = run(
                    arguments,
                    new Terminal(
                            writer(FileDescriptor.out),
                            writer(FileDescriptor.err),
                            Boolean.getBoolean(TERMINAL) && coloursWanted(environment)),
                    environment,
                    Clock.system(ZoneId.systemDefault()));
        } finally {
            done.countDown();
        }
        // After a signal this waits for the shutdown that is under way, whose exit code is 128 and the signal's number.
        System.exit(code);
    }

    /** The whole program but for the process around it. */
    public static int run(
            String[] arguments, PrintWriter out, PrintWriter err, Map<String, String> environment, Clock clock) {
        return run(arguments, new Terminal(out, err, false), environment, clock);
    }

    private static int run(String[] arguments, Terminal terminal, Map<String, String> environment, Clock clock) {
        return new Application(new Surroundings(
                        terminal,
                        environment,
                        clock,
                        new Once<>(() -> Catalogs.load(Main.class.getClassLoader())),
                        new EmbeddedEngines()))
                .run(arguments);
    }

    /** NO_COLOR is the convention of no-color.org: any value but the empty one. */
    private static boolean coloursWanted(Map<String, String> environment) {
        return environment.getOrDefault("NO_COLOR", "").isEmpty()
                && !environment.getOrDefault("TERM", "dumb").equals("dumb");
    }

    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8));
    }

    private static void endOrderlyOnSignals(CountDownLatch done) {
        Thread main = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> {
                            main.interrupt();
                            try {
                                done.await(GRACE_SECONDS, TimeUnit.SECONDS);
                            } catch (InterruptedException e) {
                                Thread.currentThread().interrupt();
                            }
                        },
                        "end"));
    }
}
