package dev.slipway.runner.runs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A file with how long steps took the last time that they were done, a line each. */
public final class StepTimes {
    /** Of more, those that were known first are forgotten: the steps of images that are no more. */
    private static final int MOST = 10_000;

    private static final Pattern LINE = Pattern.compile("([0-9]{1,12}) (.+)");

    private final Path file;

    StepTimes(Path file) {
        this.file = file;
    }

    /** What is known, by {@link Forecast#key}; nothing where the file cannot be read, as it is no loss. */
    public Map<String, Duration> read() {
        Map<String, Duration> times = new LinkedHashMap<>();
        try {
            for (String line : Files.readAllLines(file)) {
                Matcher matcher = LINE.matcher(line);
                if (matcher.matches()) {
                    times.put(matcher.group(2), Duration.ofMillis(Long.parseLong(matcher.group(1))));
                }
            }
        } catch (IOException e) {
            return Map.of();
        }
        return times;
    }

    /** Adds to what is known. */
    public void add(Map<String, Duration> times) throws IOException {
        Map<String, Duration> all = new LinkedHashMap<>(read());
        all.keySet().removeAll(times.keySet());
        all.putAll(times);
        List<String> lines = all.entrySet().stream()
                .skip(Math.max(0, all.size() - MOST))
                .map(time -> time.getValue().toMillis() + " " + time.getKey())
                .toList();
        Files.createDirectories(file.resolveSibling("."));
        Path whole = Files.createTempFile(file.toAbsolutePath().getParent(), "step-times", ".new");
        try {
            Files.write(whole, lines);
            Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(whole);
        }
    }
}
