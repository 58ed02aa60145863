package dev.slipway.runner.engine.docker;

import java.util.Optional;
import java.util.function.Consumer;

/** Tells what buildx says of its progress from what else it says. Its first versions write an object over many lines. */
final class ProgressReader {
    private final Consumer<SolveStatus> progress;
    private final Consumer<String> others;
    private final StringBuilder object = new StringBuilder();

    ProgressReader(Consumer<SolveStatus> progress, Consumer<String> others) {
        this.progress = progress;
        this.others = others;
    }

    void line(String line) {
        boolean begins = object.isEmpty() && line.startsWith("{");
        if (!begins && object.isEmpty()) {
            others.accept(line);
            return;
        }
        object.append(line).append('\n');
        if (line.endsWith("}") && (begins || line.equals("}"))) {
            hand(object.toString());
            object.setLength(0);
        }
    }

    private void hand(String text) {
        Optional<SolveStatus> status = SolveStatus.parse(text);
        status.ifPresentOrElse(progress, () -> text.lines().forEach(others));
    }
}
