package dev.slipway.runner.engine.docker;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A {@code buildx bake} that is running, until it is closed. */
final class BakeRun implements AutoCloseable {
    /** How long it may take to have the builder stop. */
    private static final int PATIENCE = 10;

    /** @param text empty behind the last */
    private record Line(Optional<String> text) {
        static final Line END = new Line(Optional.empty());

        Line(String text) {
            this(Optional.of(text));
        }
    }

    private final Process process;
    private final BlockingQueue<Line> lines = new LinkedBlockingQueue<>();

    private BakeRun(Process process) {
        this.process = process;
    }

    static BakeRun start(ProcessBuilder buildx) throws IOException {
        Process process = buildx.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
        BakeRun run = new BakeRun(process);
        process.getOutputStream().close();
        Thread reader = new Thread(run::read, "progress of buildx");
        reader.setDaemon(true);
        reader.start();
        return run;
    }

    private void read() {
        try (BufferedReader reader =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8))) {
            reader.lines().map(Line::new).forEach(lines::add);
        } catch (IOException | UncheckedIOException e) {
            // It has ended, which its exit code tells.
        }
        lines.add(Line.END);
    }

    /**
     * How it ended.
     *
     * @param said what it printed beside its progress
     * @param overdue what took too long, and had all of it ended
     */
    record End(int exitCode, List<String> said, Optional<BuildProgress.Running> overdue) {}

    /** Follows it to its end. */
    End follow(BuildProgress progress) throws InterruptedException {
        List<String> said = new ArrayList<>();
        ProgressReader reader = new ProgressReader(progress::on, said::add);
        while (true) {
            Optional<BuildProgress.Running> urgent = progress.mostUrgent();
            Line line = next(urgent);
            if (line == null) {
                return new End(-1, said, urgent);
            }
            if (line.text().isEmpty()) {
                return new End(process.waitFor(), said, Optional.empty());
            }
            reader.line(line.text().get());
        }
    }

    /** The next line, or null where something has to be done before it comes. */
    private @Nullable Line next(Optional<BuildProgress.Running> urgent) throws InterruptedException {
        return urgent.isPresent()
                ? lines.poll(urgent.get().deadline() - System.nanoTime(), TimeUnit.NANOSECONDS)
                : lines.take();
    }

    /** Ends it and its plugin, which has the builder stop; an old docker program does not tell its plugin to end. */
    @Override
    public void close() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroy);
        if (!haveEnded(all)) {
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Ends it at once, and waits until it writes no file any more. */
    void kill() {
        List<ProcessHandle> all = all();
        all.forEach(ProcessHandle::destroyForcibly);
        boolean unused = haveEnded(all);
    }

    private List<ProcessHandle> all() {
        return Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                .toList();
    }

    private static boolean haveEnded(List<ProcessHandle> all) {
        try {
            CompletableFuture.allOf(all.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                    .orTimeout(PATIENCE, TimeUnit.SECONDS)
                    .join();
            return true;
        } catch (CompletionException e) {
            return false;
        }
    }
}
