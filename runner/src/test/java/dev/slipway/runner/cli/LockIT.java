package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.testing.AptArchive;
import dev.slipway.runner.testing.CatalogCheckout;
import dev.slipway.runner.testing.LockableFamily;
import dev.slipway.runner.testing.RegistryContent;
import dev.slipway.runner.testing.RegistryServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Locks images of a Debian in a registry with packages of an archive, both of which move on. */
@Timeout(600)
class LockIT {
    private static final String LOCK = "images.lock";
    private static final Deque<AutoCloseable> OPEN = new ArrayDeque<>();

    private static TestFolder folder;
    private static AptArchive archive;
    private static RegistryServer registry;
    private static RegistryContent debian;
    private static Path system;
    private static Path sources;
    private static int tests;

    private String base = "";
    private String digest = "";
    private List<Path> layers = List.of();
    private String store = "";
    private CatalogCheckout checkout;

    @BeforeAll
    static void startServers() throws Exception {
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
        folder = open(TestFolder.create());
        archive = open(AptArchive.start(folder.folder("archive")));
        registry = open(RegistryServer.start(folder.folder("registry")));
        debian = new RegistryContent(registry.host() + "/debian");
        system = folder.path().resolve("system.tar");
        execute(
                "mmdebstrap",
                "--variant=minbase",
                "--skip=output/dev",
                "--customize-hook=rm $1/etc/apt/sources.list",
                "bookworm",
                system.toString());
        sources = layer("etc/apt/sources.list.d/local.list", archive.sources());
    }

    private static Path layer(String file, String text) throws IOException, InterruptedException {
        Path tree = folder.path().resolve("layer-" + file.replace('/', '-'));
        Files.createDirectories(tree.resolve(file).resolveSibling("."));
        Files.writeString(tree.resolve(file), text);
        Path tar = Path.of(tree + ".tar");
        execute("tar", "-C", tree.toString(), "-cf", tar.toString(), file);
        return tar;
    }

    private static <T extends AutoCloseable> T open(T resource) {
        OPEN.push(resource);
        return resource;
    }

    private static void execute(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
    }

    @AfterAll
    static void stopServers() throws Exception {
        while (!OPEN.isEmpty()) {
            OPEN.pop().close();
        }
    }

    /** Each test has an archive, a base and a checkout of its own; of the stores, only the base's files are shared. */
    @BeforeEach
    void start() throws Exception {
        tests++;
        for (String version : List.of("1.0", "2.0")) {
            for (String name : List.of("tool", "library", "by-script")) {
                archive.remove(name, version);
            }
        }
        publish("1.0");
        layers = List.of(system, sources, layer("test" + tests, ""));
        digest = debian.image("test" + tests, layers.toArray(Path[]::new));
        base = registry.host() + "/debian:test" + tests;
        store = folder.path().resolve("store").toString();
        checkout =
                new CatalogCheckout(folder.folder("checkout" + tests), LockableFamily.on(base, "tool", "base-files"));
    }

    private static void publish(String version) throws IOException, InterruptedException {
        archive.add("library", version, "");
        archive.add("tool", version, "library");
        archive.add("by-script", version, "library");
    }

    @Test
    void what_is_locked_is_built_until_it_is_moved() throws Exception {
        print("lock");
        String locked = lock();
        assertThat(locked).isEqualTo(expected("1.0", "1.0", digest));
        publish("2.0");
        forgetStore();

        print("build-all", "--locked");
        assertThat(versions()).isEqualTo("by-script 1.0\nlibrary 1.0\ntool 1.0\n");
        assertThat(print("outdated")).isEqualTo("""
                WHAT     NAME       LOCKED  AVAILABLE
                package  by-script  1.0     2.0
                package  library    1.0     2.0
                package  tool       1.0     2.0
                """);

        assertThat(print("lock")).endsWith("/images.lock is as it was\n");
        assertThat(print("lock", "--update", "tool")).endsWith("/images.lock is written\n");
        assertThat(lock()).isEqualTo(locked.replace("tool = \"1.0\"", "tool = \"2.0\""));
        assertThat(versions()).isEqualTo("by-script 1.0\nlibrary 1.0\ntool 2.0\n");

        print("lock", "--update");
        assertThat(lock()).isEqualTo(expected("2.0", "2.0", digest));
    }

    @Test
    void what_the_archive_has_no_longer_fails_the_build_and_is_named() throws Exception {
        print("lock");
        String locked = lock();
        archive.remove("library", "1.0");
        archive.add("library", "2.0", "");
        forgetStore();

        assertThat(fail("build-all"))
                .contains("library is locked as 1.0, and the archive has 2.0 now. Take that with: runner lock --update"
                        + " library");
        fail("lock");
        assertThat(lock()).isEqualTo(locked);

        print("lock", "--update=library");
        assertThat(lock()).isEqualTo(locked.replace("library = \"1.0\"", "library = \"2.0\""));
        print("build-all", "--locked");
    }

    @Test
    void a_dependency_that_is_new_fails_the_build_and_is_named() throws Exception {
        print("lock");
        archive.add("extra", "3.0", "");
        archive.add("tool", "1.0", "library, extra");
        forgetStore();

        assertThat(fail("build-all"))
                .contains("extra 3.0 would be installed, and is not locked. Lock it with: runner lock");
        archive.remove("extra", "3.0");
    }

    @Test
    void a_base_that_moves_is_built_on_as_it_was() throws Exception {
        print("lock");
        String moved = debian.image("test" + tests, layers.get(0), layers.get(1), layers.get(2), layer("moved", "yes"));
        forgetStore();

        print("build", "named", "--locked");
        assertThat(run("shell", "named", "--", "ls", "/moved").exitCode()).isEqualTo(2);
        assertThat(print("plan", "named")).contains("  from " + base + "@" + digest + "\n");
        assertThat(print("outdated", "--json")).isEqualTo("""
                [ {
                  "what" : "base",
                  "name" : "%s",
                  "locked" : "%s",
                  "available" : "%s"
                } ]
                """.formatted(base, digest, moved));

        print("lock", "--update", base);
        assertThat(lock()).isEqualTo(expected("1.0", "1.0", moved));
        print("shell", "named", "--", "ls", "/moved");
    }

    /** A base keeps its own packages, and what the step names of them is written down all the same. */
    private String expected(String library, String tool, String baseDigest) throws IOException, InterruptedException {
        return """
                # What images are made of, and of nothing else; written by 'runner lock', which adds what is missing.
                # 'runner lock --update NAME' moves an entry: a base, a git source or a package.

                [bases."%s"]
                digest = "%s"

                [packages."named: apt-get install"]
                base-files = "%s"
                library = "%s"
                tool = "%s"

                [packages."scripted: RUN apt-get update"]
                by-script = "%s"
                """.formatted(base, baseDigest, shown("base-files"), library, tool, library);
    }

    private String versions() throws IOException, InterruptedException {
        return "by-script " + shown("by-script") + "\nlibrary " + shown("library") + "\ntool " + shown("tool") + "\n";
    }

    private String shown(String name) throws IOException, InterruptedException {
        return print("shell", "scripted", "--", "dpkg-query", "--show", "--showformat=${Version}", name);
    }

    private String lock() throws IOException {
        return Files.readString(checkout.root().resolve(LOCK));
    }

    private void forgetStore() {
        store = folder.path().resolve("other").toString();
    }

    /** What a run prints that succeeds. */
    private String print(String command, String... arguments) throws IOException, InterruptedException {
        CatalogCheckout.Result result = run(command, arguments);
        assertThat(result.exitCode()).as(result.output() + result.errors()).isZero();
        return result.output();
    }

    /** What a run says in which an image fails. */
    private String fail(String command, String... arguments) throws IOException, InterruptedException {
        CatalogCheckout.Result result = run(command, arguments);
        assertThat(result.exitCode()).as(result.output() + result.errors()).isEqualTo(1);
        return result.output() + result.errors();
    }

    private CatalogCheckout.Result run(String command, String... arguments) throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(command));
        line.add("--store=" + store);
        line.addAll(List.of(arguments));
        if (command.equals("plan")) {
            line.remove(1);
        }
        return checkout.runner(Map.of(), line.toArray(String[]::new));
    }
}
