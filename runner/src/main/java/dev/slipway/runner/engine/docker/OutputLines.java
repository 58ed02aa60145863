package dev.slipway.runner.engine.docker;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** Makes lines of output that comes in pieces. */
final class OutputLines {
    private final Consumer<String> lines;
    private final ByteArrayOutputStream line = new ByteArrayOutputStream();
    private boolean afterReturn;

    OutputLines(Consumer<String> lines) {
        this.lines = lines;
    }

    void add(byte[] piece) {
        for (byte each : piece) {
            if (each == '\r' || (each == '\n' && !afterReturn)) {
                hand();
            } else if (each != '\n') {
                line.write(each);
            }
            afterReturn = each == '\r';
        }
    }

    /** Hands on what is left without an end. */
    void end() {
        if (line.size() > 0) {
            hand();
        }
    }

    /** Text that is none is replaced: a command may print anything. */
    private void hand() {
        lines.accept(line.toString(StandardCharsets.UTF_8));
        line.reset();
    }
}
