package dev.slipway.runner.engine;

import static java.util.function.Predicate.not;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A program of this machine that is run for what it prints, and told nothing.
 *
 * @param program one of {@link MachinePrograms}
 * @param limit the longest that it may take
 */
public record ProgramRun(ProcessBuilder program, Optional<Duration> limit) {
    /** One that may take as long as it wants. */
    public static Outcome of(ProcessBuilder program) throws IOException, InterruptedException {
        return new ProgramRun(program, Optional.empty()).run();
    }

    /** There is no such program. */
    public static final class NoProgramException extends IOException {
        private static final long serialVersionUID = 1L;

        private NoProgramException(IOException cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * How it ended.
     *
     * @param output what it answered, without the space behind it
     * @param errors what else it had to say, be it that all is well
     */
    public record Outcome(int exitCode, String output, String errors) {
        public boolean isGood() {
            return exitCode == 0;
        }

        /** All that it printed, for whoever wants to know why it failed. */
        public String words() {
            return Stream.of(output, errors).filter(not(String::isEmpty)).collect(Collectors.joining("\n"));
        }
    }

    /**
     * Runs it to its end. It does not outlive the limit, nor this thread's interruption.
     *
     * @throws NoProgramException if it cannot be started
     * @throws IOException if it has not ended in time
     */
    public Outcome run() throws IOException, InterruptedException {
        // Files, since of two pipes one may fill up while the other is read.
        Path output = Files.createTempFile("slipway-", ".output");
        Path errors = Files.createTempFile("slipway-", ".errors");
        try {
            program.redirectOutput(output.toFile()).redirectError(errors.toFile());
            return new Outcome(exitCode(), text(output), text(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    private int exitCode() throws IOException, InterruptedException {
        Process process = start();
        try {
            process.getOutputStream().close();
            if (limit.isPresent() && !process.waitFor(limit.get().toMillis(), TimeUnit.MILLISECONDS)) {
                throw new IOException("no answer within " + limit.get().toSeconds() + " seconds");
            }
            return process.waitFor();
        } finally {
            // Once it is gone, nobody knows any more whose they were.
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().onExit().join();
        }
    }

    private Process start() throws NoProgramException {
        try {
            return program.start();
        } catch (IOException e) {
            throw new NoProgramException(e);
        }
    }

    private static String text(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).stripTrailing();
    }
}
