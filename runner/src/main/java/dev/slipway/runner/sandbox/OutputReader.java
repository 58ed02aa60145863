package dev.slipway.runner.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands a command's output on by lines. It reads on if nobody can take them: a full pipe would stop the command. */
final class OutputReader extends Thread {
    private final Path pipe;
    private final Consumer<String> output;
    private volatile @Nullable RuntimeException failure;

    OutputReader(Path pipe, Consumer<String> output) {
        super("output of a command");
        setDaemon(true);
        this.pipe = pipe;
        this.output = output;
    }

    @Override
    public void run() {
        try (BufferedReader lines = reader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hand(line);
            }
        } catch (IOException e) {
            hand("(the rest of the output is lost: " + e.getMessage() + ")");
        }
    }

    /** Text that is none is replaced: a command may print anything. */
    private BufferedReader reader() throws IOException {
        return new BufferedReader(new InputStreamReader(Files.newInputStream(pipe), StandardCharsets.UTF_8));
    }

    private void hand(String line) {
        if (failure != null) {
            return;
        }
        try {
            output.accept(line);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    /** Throws what the taker of lines threw. */
    void rethrow() {
        RuntimeException thrown = failure;
        if (thrown != null) {
            throw thrown;
        }
    }
}
