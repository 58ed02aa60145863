package dev.slipway.runner.engine.docker;

import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.InspectedBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

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
        InspectedBuilder inspected = inspect(buildx, name, false);
        String driver = inspected.driver();
        if (driver.equals(DOCKER) || driver.isEmpty()) {
            requireDaemon(inspected);
        } else if (!inspected.isRunning()) {
            if (driver.equals(REMOTE)) {
                throw Buildx.unavailable(
                        "builder '" + inspected.name() + "' does not answer at "
                                + inspected.endpoint().orElse("")
                                + inspected.error().map(error -> ": " + error).orElse(""),
                        "See that a buildkitd listens there and lets this machine in, or choose another --builder");
            }
            inspected = inspect(buildx, name, true);
        }
        requireNewEnough(inspected);
        return new Builder(inspected.name(), driver, inspected.platforms());
    }

    private static InspectedBuilder inspect(Buildx buildx, Optional<String> name, boolean start)
            throws EngineException, InterruptedException {
        List<String> words = new ArrayList<>(List.of("inspect"));
        if (start) {
            words.add("--bootstrap");
        }
        name.ifPresent(words::add);
        ShortRun.Outcome outcome = buildx.ask(words.toArray(String[]::new))
                .orElseThrow(() -> Buildx.unavailable("there is no " + buildx + " any more", "Install it again"));
        if (outcome.exitCode() == 0) {
            return InspectedBuilder.parse(outcome.output().lines().toList());
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

    private static void requireDaemon(InspectedBuilder inspected) throws EngineException {
        if (inspected.error().isPresent()) {
            throw Buildx.unavailable(
                    "docker finds no daemon: " + inspected.error().get(),
                    "Start one, or name one with DOCKER_HOST or 'docker context use'");
        }
    }

    private static void requireNewEnough(InspectedBuilder inspected) throws EngineException {
        Optional<String> problem = inspected.problem();
        if (problem.isPresent()) {
            throw Buildx.unavailable(
                    "the BuildKit of builder '" + inspected.name() + "' " + problem.get(),
                    "Update it (Docker has it from 24 on), or choose another --builder");
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

    /** Fails if it cannot keep what steps make in a registry. */
    void requireCache() throws EngineException {
        if (isDocker()) {
            throw Buildx.unavailable(
                    "builder '" + name + "' is Docker's own, which keeps no cache in registries",
                    "Leave out --cache-repo, or make another builder with: docker buildx create --name cached");
        }
    }

    /** What it builds for unless told: the first that it names; empty if it names none. */
    List<String> ownPlatform() {
        return platforms.stream().limit(1).toList();
    }
}
