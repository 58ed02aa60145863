package dev.slipway.runner.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.graph.BuildGraph;
import dev.slipway.model.Base;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Text;
import dev.slipway.processor.render.RenderedFile;
import dev.slipway.processor.render.Renderers;
import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.catalogs.LoadedCatalog;
import dev.slipway.runner.profile.Profile;
import dev.slipway.runner.profile.ProfileReader;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.CatalogFolder;
import dev.slipway.runner.testing.RegistryServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The image that the debian profile has, from its definition and the archive as it is today: the runner builds it as
 * anybody would, BuildKit from the same base, by its Dockerfile and by Bake.
 */
@Tag("judges")
class RealImageIT {
    private static final Path RUNNER = Path.of("bin/runner").toAbsolutePath();
    private static final Path PROGRAMS =
            Path.of("../definitions/target/judges/bin").toAbsolutePath();
    private static final String PROFILE = "debian";
    private static final String IMAGE = "extbuilder";
    private static final String TAG = "15";
    private static final String BASE = "buildpack-deps:bookworm";
    private static final String COPY_OF_BASE = "base";

    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();
    private static TestFolder folder;
    private static RegistryServer registry;
    private static BuildKit buildKit;
    private static String base;

    @BeforeAll
    static void buildByTheRunner() throws Exception {
        assumeTrue(
                Integer.valueOf(0)
                        .equals(Files.getAttribute(Path.of("/proc/self"), "unix:uid", LinkOption.NOFOLLOW_LINKS)),
                "only root may start a buildkitd");
        folder = open(TestFolder.create());
        registry = open(RegistryServer.start(folder.folder("registry")));
        buildKit = open(BuildKit.start(PROGRAMS, folder.folder("buildkit")));
        String ours = registry.host() + "/ours";
        run(Map.of(), IMAGE, ours);
        Path catalog = folder.folder("catalog");
        CatalogFolder.write(catalog, copyOfBase());
        run(Map.of("SLIPWAY_CATALOG_PATH", catalog.toString()), COPY_OF_BASE, ours);
        base = ours + "/" + COPY_OF_BASE + ":latest";
    }

    private static <T extends AutoCloseable> T open(T resource) {
        OPEN.push(resource);
        return resource;
    }

    @AfterAll
    static void close() throws Exception {
        while (!OPEN.isEmpty()) {
            OPEN.pop().close();
        }
    }

    @Test
    void both_engines_build_the_same() throws Exception {
        Path images = folder.folder("images");
        write(images);
        Path dockerfile = images.resolve(IMAGE).resolve("Dockerfile");
        Files.writeString(dockerfile, Files.readString(dockerfile).replace("FROM " + BASE, "FROM " + base));
        String theirs = registry.host() + "/theirs/" + IMAGE + ":" + TAG;

        assertThat(buildKit.build(images.resolve(IMAGE), theirs, folder.path().resolve("buildkit.log")))
                .isEmpty();
        assertSame("theirs", TAG);
    }

    /** With no runner: from the files as they are generated, and the same base. */
    @Test
    void bake_builds_the_same() throws Exception {
        Path images = folder.folder("bakery");
        write(images);

        assertThat(buildKit.bake(
                        images,
                        Map.of("DOCKER_REPO", registry.host() + "/baked", "TAG_SUFFIX", "-test"),
                        "--set=*.contexts." + BASE + "=docker-image://" + base))
                .isEmpty();
        assertSame("baked", TAG + "-test");
    }

    private static void assertSame(String repository, String tag) throws IOException {
        Comparison comparison = Comparison.of(
                Listing.of(registry.host(), repository + "/" + IMAGE, tag),
                Listing.of(registry.host(), "ours/" + IMAGE, TAG));
        assertThat(comparison.differences().keySet())
                .as("what differs, BuildKit's first:%n%s%n", comparison)
                // Only BuildKit has the places of mounts in a layer, and the base is the one that has no devices.
                .containsExactly("/dev");
    }

    private static void run(Map<String, String> variables, String image, String repository)
            throws IOException, InterruptedException {
        Path log = folder.path().resolve(image + ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        RUNNER.toString(),
                        "push",
                        image,
                        "--profile=" + PROFILE,
                        "--repo=" + repository,
                        "--release",
                        "--allow-dirty",
                        "--store=" + folder.path().resolve("store"))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("SOURCE_DATE_EPOCH", Long.toString(ComparisonIT.SOURCE_DATE.getEpochSecond()));
        builder.environment().putAll(variables);
        assertThat(builder.start().waitFor()).as(Files.readString(log)).isZero();
    }

    /** BuildKit cannot make a base from Debian's archive, so it gets the one that the runner has made. */
    private static Family copyOfBase() {
        StageDefinition stage =
                new StageDefinition(COPY_OF_BASE, new Base.External(Text.literal(BASE)), List.of(), Steps.ORIGIN);
        ImageDefinition image = new ImageDefinition(
                COPY_OF_BASE,
                Text.literal("latest"),
                "",
                true,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                stage,
                List.of(),
                Steps.ORIGIN);
        return new Family("example", List.of(), List.of(), List.of(image), List.of());
    }

    /** Writes the Bake file that the profile's family has, and the Dockerfile and files of each image. */
    private static void write(Path images) throws IOException {
        Catalogs catalogs = Catalogs.load(RealImageIT.class.getClassLoader());
        Profile profile = new ProfileReader(catalogs.families()).read("profile " + PROFILE, catalogs.profile(PROFILE));
        LoadedCatalog catalog = catalogs.all().get(0);
        Family family = profile.apply(catalog.family());
        for (RenderedFile file : Renderers.render(BuildGraph.of(family), path -> content(catalog, path))) {
            Case.write(images.resolve(file.path()), file.content(), file.executable());
        }
    }

    private static byte[] content(LoadedCatalog catalog, String path) {
        try (InputStream stream = catalog.catalog().resource("context/" + path)) {
            return stream.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
