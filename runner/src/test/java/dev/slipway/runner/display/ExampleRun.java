package dev.slipway.runner.display;

import dev.slipway.graph.Operation;
import dev.slipway.model.Check;
import dev.slipway.model.Origin;
import dev.slipway.model.Text;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.Traffic;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.plan.Plan;
import dev.slipway.runner.profile.Omission;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A push with all that can happen in one: a base image is cached, extbuilder:17.9 is built and published, exttester:17.9
 * fails in a stage of its own, failtester in its check, pgupgradetester at its registry, stylechecker never starts, and
 * extbuilder:16.13 was pushed before.
 */
final class ExampleRun {
    private static final String EXTBUILDER = "extbuilder:17.9";
    private static final String REFERENCE = "ghcr.io/org/extbuilder:17.9";
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);
    static final Optional<Duration> BUILT = Optional.of(Duration.ofSeconds(245));
    static final Optional<Duration> NOT_BUILT = Optional.empty();
    private static final long SIZE = 412_000_000;
    private static final String BASE = "buildpack-deps:bookworm";

    private static final Operation PACKAGES = operation("apt-get install bison", "AptPackages", 14);
    private static final Operation SCRIPT = operation("RUN scripts/rust.sh", "Run", 21);
    private static final Check VERSION =
            new Check(Text.literal("pg_config --version"), Text.literal("PostgreSQL 17.9"), origin("Check", 9));

    static final Failure STEP_FAILED = new Failure.StepFailed(
            "exttester:17.9", "rust", SCRIPT, 101, List.of("error: no such toolchain", "  stable-2"));
    static final Failure CHECK_FAILED = new Failure.CheckFailed("failtester", VERSION, 0, List.of("PostgreSQL 16.13"));
    static final Failure REGISTRY_UNAVAILABLE = new Failure.RegistryUnavailable(
            "Cannot push ghcr.io/org/pgupgradetester:16-17: not authorized. Log in with:" + " docker login ghcr.io");

    private static final Optional<Traffic> TRAFFIC = Optional.of(new Traffic(12_345_678, 400_000_000));

    static final List<Event> EVENTS = List.of(
            new Event.NodeStarted("compilerbase"),
            new Event.BaseStarted("compilerbase", BASE, "pull"),
            new Event.BaseProgress("compilerbase", BASE, 25_000_000, 100_000_000),
            new Event.BaseFinished("compilerbase", BASE, Duration.ofMillis(12_345)),
            new Event.MirrorPassedOver("docker.io", "mirror.example/hub", "mirror.example does not answer"),
            new Event.OperationFinished("compilerbase", "compilerbase", 1, 1, PACKAGES, true, Duration.ZERO),
            new Event.CheckPassed("compilerbase", VERSION, true, Duration.ZERO),
            new Event.NodeFinished("compilerbase", true, Duration.ofMillis(7)),
            new Event.NodeStarted(EXTBUILDER),
            new Event.OperationStarted(EXTBUILDER, "extbuilder", 1, 2, PACKAGES),
            new Event.OutputLine(EXTBUILDER, "extbuilder", "Setting up bison (2:3.8.2) ..."),
            new Event.OutputLine(EXTBUILDER, "extbuilder", ""),
            new Event.OperationFinished(EXTBUILDER, "extbuilder", 1, 2, PACKAGES, false, Duration.ofMillis(1_500)),
            new Event.CheckPassed(EXTBUILDER, VERSION, false, Duration.ofMillis(40)),
            new Event.NodeFinished(EXTBUILDER, false, Duration.ofSeconds(245)),
            new Event.UploadStarted(EXTBUILDER, REFERENCE),
            new Event.UploadProgress(EXTBUILDER, REFERENCE, 6_172_839, 412_345_678),
            new Event.Retrying(
                    "push blob " + DIGEST + " of ghcr.io/org/extbuilder", "HTTP 503", Duration.ofMillis(700)),
            new Event.Uploaded(EXTBUILDER, REFERENCE, TRAFFIC, Duration.ofMillis(3_210)),
            new Event.OperationStarted("exttester:17.9", "rust", 1, 1, SCRIPT),
            new Event.NodeFailed("exttester:17.9", STEP_FAILED),
            new Event.NodeFailed("failtester", CHECK_FAILED),
            new Event.NodeFailed("pgupgradetester", REGISTRY_UNAVAILABLE),
            new Event.NodeSkipped("stylechecker", "not started after a failure"),
            new Event.NodeUnchanged("extbuilder:16.13", Instant.parse("2026-11-20T10:00:00Z")),
            new Event.Published(EXTBUILDER, REFERENCE, DIGEST),
            new Event.Saved(List.of(REFERENCE), Path.of("/tmp/images.tar"), Duration.ofMillis(1_500)),
            new Event.Loaded(List.of(REFERENCE), Duration.ofMillis(2_500)),
            new Event.RunFinished(
                    List.of(
                            result(EXTBUILDER, REFERENCE, BUILT, Event.State.PUBLISHED),
                            result("exttester:17.9", "ghcr.io/org/exttester:17.9", NOT_BUILT, Event.State.FAILED),
                            result("failtester", "ghcr.io/org/failtester:17.9", NOT_BUILT, Event.State.FAILED),
                            result("pgupgradetester", "ghcr.io/org/pgupgradetester:16-17", BUILT, Event.State.FAILED),
                            result("stylechecker", "ghcr.io/org/stylechecker:0.8.33", NOT_BUILT, Event.State.SKIPPED)),
                    List.of(STEP_FAILED, CHECK_FAILED, REGISTRY_UNAVAILABLE),
                    TRAFFIC,
                    Duration.ofSeconds(310)));

    private ExampleRun() {}

    static Summary summary(Plan plan, boolean colours) {
        return new Summary(plan, new Palette(colours), new Hints(Optional.of(""), Optional.empty()));
    }

    static Plan push() {
        return new Plan(List.of(), true, List.of(new Omission("citusupgradetester", "old releases are not here")));
    }

    static Plan build() {
        return new Plan(List.of(), false, List.of());
    }

    /** An image that was asked for; it has a digest and a size if it was published. */
    static Event.ImageResult result(String node, String reference, Optional<Duration> elapsed, Event.State state) {
        Optional<String> digest = state == Event.State.PUBLISHED ? Optional.of(DIGEST) : Optional.empty();
        Optional<Long> size = digest.map(published -> SIZE);
        return new Event.ImageResult(node, reference, digest, size, elapsed, state);
    }

    static Operation operation(String title, String annotation, int line) {
        return new Operation(title, List.of(), List.of(origin(annotation, line)));
    }

    private static Origin origin(String annotation, int line) {
        return new Origin("dev.example.ExtTester", annotation, "ExtTester.java", line);
    }
}
