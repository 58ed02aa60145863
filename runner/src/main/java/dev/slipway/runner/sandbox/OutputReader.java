package dev.slipway.runner.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands a command's output on by lines. It reads on if nobody can take them: a full pipe would stop the command. */
final class OutputReader extends Thread {
    private final InputStream in;
    private final Consumer<String> output;
    private volatile @Nullable RuntimeException failure;

    OutputReader(InputStream in, Consumer<String> output) {
        super("output of a command");
        setDaemon(true);
        this.in = in;
        this.output = output;
    }

    @Override
    public void run() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                hand(line);
            }
        } catch (IOException e) {
            hand("(the rest of the output is lost: " + e.getMessage() + ")");
        }
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
