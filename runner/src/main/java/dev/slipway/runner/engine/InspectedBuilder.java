package dev.slipway.runner.engine;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What {@code buildx inspect} says of a builder, which is the same for all drivers.
 *
 * @param driver {@code docker}, {@code docker-container}, {@code remote}, {@code kubernetes}
 * @param endpoint of its first node
 * @param error why something cannot be told of it
 * @param states of its nodes: {@code running}, {@code inactive}
 * @param versions of its nodes' BuildKit, as far as they are known
 * @param platforms that it can build for, those that it was made for first
 */
public record InspectedBuilder(
        String name,
        String driver,
        Optional<String> endpoint,
        Optional<String> error,
        List<String> states,
        List<String> versions,
        List<String> platforms) {
    private static final Pattern LINE = Pattern.compile("(?<key>[A-Za-z][A-Za-z ]*):\\s+(?<value>.*)");
    private static final String RUNNING = "running";

    public InspectedBuilder {
        states = List.copyOf(states);
        versions = List.copyOf(versions);
        platforms = List.copyOf(platforms);
    }

    /** Reads it; lines that nobody knows are none. */
    public static InspectedBuilder parse(List<String> lines) {
        return new InspectedBuilder(
                value(lines, "Name").orElse(""),
                value(lines, "Driver").orElse(""),
                value(lines, "Endpoint"),
                value(lines, "Error"),
                values(lines, "Status"),
                // The second is how buildx called it before 0.11.
                values(lines, "BuildKit version", "Buildkit"),
                values(lines, "Platforms").stream()
                        .flatMap(list -> Stream.of(list.split(",\\s*")))
                        .map(platform -> platform.replace("*", ""))
                        .distinct()
                        .toList());
    }

    /** Whether all of it is there to build. */
    public boolean isRunning() {
        return !states.isEmpty() && states.stream().allMatch(RUNNING::equals);
    }

    /** Which of its nodes is too old, and how. */
    public Optional<String> problem() {
        return versions.stream()
                .flatMap(version -> BuildKitVersion.problem(version).stream())
                .findFirst();
    }

    private static Optional<String> value(List<String> lines, String key) {
        return values(lines, key).stream().findFirst();
    }

    private static List<String> values(List<String> lines, String... keys) {
        return lines.stream()
                .map(LINE::matcher)
                .filter(Matcher::matches)
                .filter(line -> List.of(keys).contains(line.group("key")))
                .map(line -> line.group("value").strip())
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
