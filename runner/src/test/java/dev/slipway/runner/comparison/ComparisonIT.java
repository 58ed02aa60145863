package dev.slipway.runner.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.sandbox.OrdinaryUser;
import dev.slipway.runner.sandbox.TestFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.TestInstance;

/**
 * Every case is the same image, whether a real BuildKit builds it from the generated Dockerfile, or the runner on that
 * BuildKit, or the embedded engine, and the same bytes, whether the embedded engine runs as root or as an ordinary user.
 */
@Tag("judges")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ComparisonIT {
    /** When all images are made, and the latest time of their files. */
    static final Instant SOURCE_DATE = Instant.ofEpochSecond(1_700_000_000);

    static final String SECRET = "s3cr3t\n";

    /** Made by the judges' tests in definitions, which come first. */
    private static final Path PROGRAMS =
            Path.of("../definitions/target/judges/bin").toAbsolutePath();

    private static final String BUILDKIT = "buildkit";
    private static final String EMBEDDED = "embedded";
    private static final String USER = "user";
    private static final String BUILDX = "buildx";

    /** The runner's three sides, and BuildKit with two cases at a time. */
    private static final int WORKERS = 5;

    private final TestFolder folder;
    private final ExecutorService workers = Executors.newFixedThreadPool(WORKERS);
    /** What BuildKit said of each case that it could not build. */
    private final Map<String, Future<Optional<String>>> failures = new HashMap<>();

    private Future<?> asRoot;
    private Future<?> asUser;
    private Future<?> onBuildKit;
    private Services services;
    private BuildKit buildKit;
    private List<Case> cases;

    ComparisonIT() throws IOException {
        folder = TestFolder.create();
    }

    @BeforeAll
    void start() throws IOException, InterruptedException {
        Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
        assumeTrue(
                Integer.valueOf(0)
                        .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS)),
                "only root may start a buildkitd");
        assertThat(PROGRAMS.resolve("buildctl"))
                .as("compiled by mvn verify -Pjudges in definitions")
                .exists();
        services = Services.start(folder.folder("services"));
        cases = Cases.all(services.places());
        buildKit = BuildKit.start(PROGRAMS, folder.folder(BUILDKIT));
        build();
    }

    private void build() throws IOException {
        Path root = folder.folder(EMBEDDED);
        asRoot = workers.submit(() -> EmbeddedSide.asWhoeverThisIs(EMBEDDED, root, services.places()));
        if (OrdinaryUser.exists()) {
            Path user = folder.folder(USER);
            asUser = workers.submit(() -> EmbeddedSide.asOrdinaryUser(USER, user, services.places()));
        }
        Path buildx = folder.folder(BUILDX);
        onBuildKit = workers.submit(() -> BuildxSide.on(buildKit, BUILDX, buildx, services.places()));
        for (Case each : cases) {
            String reference = services.places().built(BUILDKIT, each);
            failures.put(each.name(), workers.submit(() -> buildKit.build(each, reference)));
        }
    }

    @AfterAll
    void clear() throws IOException {
        workers.shutdownNow();
        if (buildKit != null) {
            buildKit.close();
        }
        if (services != null) {
            services.close();
        }
        folder.close();
    }

    @TestFactory
    Stream<DynamicTest> the_embedded_engine_builds_what_buildkit_builds() {
        return compareAll(each -> compare(each, buildKit(each), "BuildKit"));
    }

    @TestFactory
    Stream<DynamicTest> the_embedded_engine_builds_what_the_runner_builds_on_buildkit() {
        return compareAll(each -> {
            onBuildKit.get();
            compare(each, built(BUILDX, each), "the runner on BuildKit");
        });
    }

    /** Compares a case. */
    private interface Judgement {
        void of(Case definition) throws IOException, InterruptedException, ExecutionException;
    }

    private Stream<DynamicTest> compareAll(Judgement judgement) {
        return cases.stream().map(each -> DynamicTest.dynamicTest(each.name(), () -> judgement.of(each)));
    }

    private void compare(Case definition, Listing theirs, String who)
            throws IOException, InterruptedException, ExecutionException {
        asRoot.get();
        Listing ours = built(EMBEDDED, definition);
        if (theirs.isFailure() && ours.isFailure()) {
            assertThat(definition.fails())
                    .as("that both fail, with %s and with %s", theirs, ours)
                    .isTrue();
            return;
        }
        Comparison comparison = Comparison.of(theirs, ours);
        assertThat(comparison.differences().keySet())
                .as("what differs, first that of %s:%n%s%n", who, comparison)
                .isEqualTo(definition.differences().keySet());
        assertThat(definition.fails()).as("that it fails").isFalse();
    }

    @TestFactory
    Stream<DynamicTest> an_ordinary_user_builds_the_same_bytes() {
        assumeTrue(asUser != null, "there is no account " + OrdinaryUser.NAME);
        return compareAll(this::compareUsers);
    }

    private void compareUsers(Case definition) throws IOException, InterruptedException, ExecutionException {
        asRoot.get();
        asUser.get();
        Listing root = built(EMBEDDED, definition);
        Listing user = built(USER, definition);
        boolean same = root.isFailure()
                ? user.isFailure()
                : !user.isFailure() && digest(EMBEDDED, definition).equals(digest(USER, definition));
        assertThat(same)
                .as(
                        "%s%n%s%n",
                        definition.onlyAsRoot().orElse("the same bytes for root and user"), Comparison.of(root, user))
                .isEqualTo(definition.onlyAsRoot().isEmpty());
    }

    private String digest(String side, Case definition) throws IOException {
        return Listing.digest(services.places().registry(), Places.repository(side, definition));
    }

    private Listing buildKit(Case definition) throws IOException, InterruptedException, ExecutionException {
        Optional<String> failure = failures.get(definition.name()).get();
        return failure.isPresent() ? Listing.failed(failure.get()) : listing(BUILDKIT, definition);
    }

    private Listing built(String side, Case definition) throws IOException {
        Path failure = CaseBuilds.failure(folder.path().resolve(side), definition);
        if (!Files.exists(failure)) {
            return listing(side, definition);
        }
        String message = Files.readString(failure);
        assertThat(message).as("how %s fails", side).doesNotStartWith(CaseBuilds.DEFECT);
        return Listing.failed(message);
    }

    private Listing listing(String engine, Case definition) throws IOException {
        return Listing.of(services.places().registry(), Places.repository(engine, definition));
    }
}
