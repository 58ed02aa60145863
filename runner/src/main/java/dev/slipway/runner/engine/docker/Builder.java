package dev.slipway.runner.engine.docker;

import dev.slipway.runner.engine.EngineException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A builder of buildx, which answers.
 *
 * @param driver {@code docker}, {@code docker-container}, {@code remote}, {@code kubernetes}
 * @param platforms that it can build for
 */
record Builder(String name, String driver, List<String> platforms) {
    /** What lists call the builder of Docker itself. */
    private static final String DOCKER = "docker";

    private static final String REMOTE = "remote";
    private static final Pattern LINE = Pattern.compile("(?<key>[A-Za-z][A-Za-z ]*):\\s+(?<value>.*)");
    private static final Pattern VERSION = Pattern.compile("v?0\\.(?<minor>[0-9]+)\\..*");
    /** What somebody has built from sources knows no version, and may be any. */
    private static final String UNKNOWN = "v0.0.0";
    /** The first whose own frontend knows {@code ADD --checksum}. */
    private static final int OLDEST_MINOR = 12;

    Builder {
        platforms = List.copyOf(platforms);
    }

    /** Whether its images are the daemon's, which takes and gives them in its own way. */
    boolean isDocker() {
        return driver.equals(DOCKER);
    }

    /**
     * Asks for a builder, and starts it where that is to be done.
     *
     * @param name empty for the one that its user has chosen
     */
    static Builder open(Buildx buildx, Optional<String> name) throws EngineException, InterruptedException {
        List<String> lines = inspect(buildx, name, false);
        String driver = value(lines, "Driver").orElse("");
        if (driver.equals(DOCKER) || driver.isEmpty()) {
            requireDaemon(lines);
        } else if (!isRunning(lines)) {
            if (driver.equals(REMOTE)) {
                throw Buildx.unavailable(
                        "builder '" + value(lines, "Name").orElse("") + "' does not answer at "
                                + value(lines, "Endpoint").orElse("")
                                + value(lines, "Error")
                                        .map(error -> ": " + error)
                                        .orElse(""),
                        "See that a buildkitd listens there and lets this machine in, or choose another --builder");
            }
            lines = inspect(buildx, name, true);
        }
        Builder builder = new Builder(value(lines, "Name").orElse(""), driver, platforms(lines));
        builder.requireNewEnough(values(lines, "BuildKit version", "Buildkit"));
        return builder;
    }

    private static List<String> inspect(Buildx buildx, Optional<String> name, boolean start)
            throws EngineException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("inspect"));
        if (start) {
            words.add("--bootstrap");
        }
        name.ifPresent(words::add);
        ShortRun.Outcome outcome = buildx.ask(words.toArray(String[]::new))
                .orElseThrow(() -> Buildx.unavailable("there is no " + buildx + " any more", "Install it again"));
        if (outcome.exitCode() == 0) {
            return outcome.output().lines().toList();
        }
        String why = outcome.lastLine();
        if (name.isPresent() && why.contains("no builder")) {
            throw Buildx.unavailable(
                    "there is no builder '" + name.get() + "'",
                    "Run '" + buildx + " ls' for those that there are, or make one with: " + buildx + " create --name "
                            + name.get());
        }
        throw Buildx.unavailable(
                "builder '" + name.orElse("default") + "' cannot be used: " + why,
                "See what is wrong with: " + buildx + " inspect --bootstrap " + name.orElse(""));
    }

    private static void requireDaemon(List<String> lines) throws EngineException {
        Optional<String> error = value(lines, "Error");
        if (error.isPresent()) {
            throw Buildx.unavailable(
                    "docker finds no daemon: " + error.get(),
                    "Start one, or name one with DOCKER_HOST or 'docker context use'");
        }
    }

    private static boolean isRunning(List<String> lines) {
        List<String> states = values(lines, "Status");
        return !states.isEmpty() && states.stream().allMatch("running"::equals);
    }

    /** BuildKit is not 1.0 yet: another version is that of a Docker from before its BuildKit told its own. */
    private void requireNewEnough(List<String> versions) throws EngineException {
        for (String version : versions) {
            Matcher matcher = VERSION.matcher(version);
            boolean isOld = !matcher.matches()
                    || (Integer.parseInt(matcher.group("minor")) < OLDEST_MINOR && !version.startsWith(UNKNOWN));
            if (isOld) {
                throw Buildx.unavailable(
                        "the BuildKit of builder '" + name + "' is too old: " + version + ", and 0." + OLDEST_MINOR
                                + " is the first that will do",
                        "Update it (Docker has it from 24 on), or choose another --builder");
            }
        }
    }

    /** Fails if it cannot build for one of these platforms, or for several at once. */
    void require(List<String> wanted) throws EngineException {
        for (String platform : wanted) {
            if (!platforms.contains(platform)) {
                throw Buildx.unavailable(
                        "builder '" + name + "' cannot build for " + platform + ": it builds for "
                                + String.join(", ", platforms),
                        "Choose another --builder, or teach this one with: docker run --privileged --rm"
                                + " tonistiigi/binfmt --install all");
            }
        }
        if (isDocker() && wanted.size() > 1) {
            throw Buildx.unavailable(
                    "builder '" + name + "' builds for one platform at a time",
                    "Name one with --platform, or make another builder with: docker buildx create --name several");
        }
    }

    /** What it builds for unless told: the first that it names; empty if it names none. */
    List<String> ownPlatform() {
        return platforms.stream().limit(1).toList();
    }

    private static List<String> platforms(List<String> lines) {
        return values(lines, "Platforms").stream()
                .flatMap(list -> Stream.of(list.split(",\\s*")))
                .map(platform -> platform.replace("*", ""))
                .distinct()
                .collect(Collectors.toList());
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
