package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.model.Axis;
import dev.slipway.model.Base;
import dev.slipway.model.CacheMount;
import dev.slipway.model.Check;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Network;
import dev.slipway.model.Origin;
import dev.slipway.model.Patience;
import dev.slipway.model.Program;
import dev.slipway.model.Release;
import dev.slipway.model.SecretMount;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.engine.Context;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.EngineSettings;
import dev.slipway.runner.engine.Secret;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.sandbox.InNamespace;
import dev.slipway.runner.store.Store;
import dev.slipway.runner.testing.RegistryClients;
import dev.slipway.runner.testing.RegistryServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Whole nodes, from nothing but busybox, in real containers. */
@InNamespace
class EmbeddedEngineIT {
    private static final Origin ORIGIN = new Origin("example.App", "Run", "App.java", 7);
    private static final Instant DATE = Instant.parse("2020-02-02T02:02:02Z");
    private static final List<Origin> ORIGINS = List.of(ORIGIN);
    private static final Axis PG = new Axis(
            "pg",
            List.of(
                    new Release("15", Map.of("citus", List.of("v1", "v2"))),
                    new Release("16.1", Map.of("citus", List.of("v3")))),
            ORIGIN);

    private final Path folder;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private final List<ContextFile> files = new ArrayList<>();
    private final Path context;

    EmbeddedEngineIT() throws IOException {
        folder = Files.createTempDirectory("slipway-engine");
        Runtime.getRuntime().addShutdownHook(new Thread(this::deleteFolder));
        context = Files.createDirectory(folder.resolve("context"));
        add("busybox", Files.readAllBytes(Path.of("/bin/busybox")));
        add("show.sh", "#!/bin/sh\necho \"$GREETING for $PG_VERSION as $(id -un)\"\n".getBytes(StandardCharsets.UTF_8));
    }

    private void deleteFolder() {
        try {
            Store.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String name, byte[] content) throws IOException {
        Path file = Files.write(context.resolve(name), content);
        assertThat(file.toFile().setExecutable(true, false)).isTrue();
        files.add(new ContextFile(name, "%064x".formatted(name.hashCode() & 0xffffL), content.length, true));
    }

    @Test
    void values_accounts_and_copies_are_as_a_dockerfile_has_them() throws Exception {
        Map<String, BuiltImage> built = build(family(
                List.of(
                        copyFrom("app-build", "/out/", "/opt/citus/", "me"),
                        env("PG_VERSION", "{pg}"),
                        env("PATH", "/opt/bin:$PATH"),
                        script("show.sh", Map.of("GREETING", "{pg.major} on $PATH"))),
                "cat /opt/citus/{pg.citus.last} && stat -c %U /opt/citus/{pg.citus.last} && id -un && pwd",
                "{pg.citus.last}\nme\nme\n/home/me"));

        assertThat(built).containsOnlyKeys("base", "app:15", "app:16.1");
        assertThat(output("app:15"))
                .contains("15 on /opt/bin:" + ImageSettings.DEFAULT_PATH + " for 15 as root", "v2", "me", "/home/me");
        assertThat(output("app:16.1"))
                .contains("16 on /opt/bin:" + ImageSettings.DEFAULT_PATH + " for 16.1 as root", "v3");
    }

    @Test
    void what_was_built_is_found_again() throws Exception {
        Family family = family(List.of(run("date +%N > /time")), "true", "");
        build(family);

        assertThat(build(family).values()).allMatch(BuiltImage::cached);
    }

    @Test
    void an_image_may_have_the_same_layer_twice() throws Exception {
        String make = "echo x > /twice && touch -d @0 /twice";
        Family family = family(List.of(run(make), run("rm /twice"), run(make)), "cat /twice", "x");

        assertThat(build(family)).containsOnlyKeys("base", "app:15", "app:16.1");
    }

    @Test
    void a_build_archives_nothing_and_a_later_push_what_it_needs() throws Exception {
        Family family = family(List.of(copyFrom("app-build", "/out/", "/opt/citus/", "me")), "true", "");
        build(family);
        assertThat(folder.resolve("store/v4/archives")).isEmptyDirectory();
        assertThat(folder.resolve("store/v4/blobs")).isEmptyDirectory();

        try (RegistryServer server = RegistryServer.start(folder.resolve("registry"))) {
            Map<String, String> first = push(family, server);
            assertThat(first.values()).allMatch(digest -> digest.matches("sha256:[0-9a-f]{64}"));
            // Two of the base and one of each variant; those of the stage that is only copied from are in no image.
            assertThat(folder.resolve("store/v4/archives").toFile().list()).hasSize(4);
            assertThat(push(family, server)).isEqualTo(first);
        }
    }

    @Test
    void two_stores_come_to_the_same_digests() throws Exception {
        Family family = family(
                List.of(
                        run("mkdir /made", "echo now > /made/file", "ln -s file /made/link"),
                        script("show.sh", Map.of())),
                "stat -c %Y /made /made/file /made/link | sort -u",
                String.valueOf(DATE.getEpochSecond()));
        try (RegistryServer server = RegistryServer.start(folder.resolve("registry"))) {
            Map<String, String> first = push(family, server);
            Store.delete(folder.resolve("store"));

            assertThat(push(family, server)).isEqualTo(first);
        }
    }

    /** Debian's busybox was built without adduser. This one notes the day as Alpine's does; root's is to stay as it is. */
    @Test
    void an_account_made_by_busybox_does_not_tell_the_day() throws Exception {
        Step adduser = run(
                "echo \"root:*:$(($(date +%s) / 86400 - 1)):0:::::\" > /etc/shadow",
                "cp /etc/shadow /etc/shadow.before",
                "cat > /bin/adduser <<'END'",
                "#!/bin/sh",
                "for name; do :; done",
                "echo \"$name:!:$(($(date +%s) / 86400)):0:99999:7:::\" >> /etc/shadow",
                "END",
                "chmod 755 /bin/adduser");
        Step account = new Step.Account("some-one", 1500, "/home/some-one", "/bin/sh", List.of(), ORIGINS);

        build(family(
                List.of(adduser, account),
                "head -n 1 /etc/shadow | cmp - /etc/shadow.before && tail -n 1 /etc/shadow",
                "some-one:!:3652:0:99999:7:::"));
    }

    @Test
    void a_step_that_makes_other_files_each_time_is_found_with_the_files() throws Exception {
        Family family = family(
                List.of(
                        run("cat /proc/sys/kernel/random/uuid > /home/me/id", "echo same > /home/me/name"),
                        run("cat /proc/sys/kernel/random/uuid > /etc/id")),
                "true",
                "");
        build(family);

        assertThatThrownBy(() -> repeat(family)).isInstanceOfSatisfying(EngineException.class, thrown -> {
            assertThat(thrown.failure().lastLines())
                    .containsExactly(
                            "'RUN cat /proc/sys/kernel/random/uuid > /home/me/id'",
                            "  /home/me/id: content",
                            "'RUN cat /proc/sys/kernel/random/uuid > /etc/id'",
                            "  /etc/id: content");
            assertThat(thrown.failure().origins()).containsExactly(ORIGIN);
        });
    }

    @Test
    void what_makes_the_same_files_each_time_passes() throws Exception {
        Family family = family(List.of(run("echo same > /home/me/name"), run("rm /home/me/name")), "true", "");
        repeat(family);

        assertThat(events.stream().filter(event -> event instanceof Event.CheckPassed))
                .hasSize(2);
    }

    private void repeat(Family family) throws EngineException, InterruptedException, IOException {
        try (EmbeddedEngine engine = engine(false, true, Compression.DEFAULT)) {
            for (Node node : BuildGraph.of(family).nodes()) {
                engine.build(node, events::add);
            }
        }
    }

    @Test
    void images_of_either_compression_are_sound_to_skopeo() throws Exception {
        Family family = family(List.of(), "true", "");
        try (RegistryServer server = RegistryServer.start(folder.resolve("registry"))) {
            for (Compression.Format format : Compression.Format.values()) {
                push(family, server, format.usual());

                String image = "docker://" + server.host() + "/app:15";
                assertThat(skopeo("inspect", "--raw", "--tls-verify=false", image))
                        .contains("\"application/vnd.oci.image.layer.v1.tar+" + format + "\"");
                Path copy = folder.resolve("plain-" + format);
                skopeo("copy", "--src-tls-verify=false", "--dest-decompress", image, "dir:" + copy);
                assertThat(copy.resolve("manifest.json")).content().contains("layer.v1.tar\"");
            }
        }
    }

    private static String skopeo(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("skopeo"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    @Test
    void equal_steps_of_two_images_run_once() throws Exception {
        build(family(List.of(run("echo once")), "true", ""));

        assertThat(events.stream()
                        .filter(event -> event instanceof Event.OutputLine line
                                && line.line().equals("once")))
                .hasSize(1);
    }

    @Test
    void a_step_that_fails_tells_its_exit_code_its_output_and_its_place() {
        Family family = family(List.of(run("echo first", "cat /nowhere", "echo never")), "true", "");

        assertThatThrownBy(() -> build(family)).isInstanceOfSatisfying(EngineException.class, thrown -> {
            Failure.StepFailed failure = (Failure.StepFailed) thrown.failure();
            assertThat(failure.exitCode()).isEqualTo(1);
            assertThat(failure.lastLines())
                    .containsExactly("first", "cat: can't open '/nowhere': No such file or directory");
            assertThat(failure.origins()).containsExactly(ORIGIN);
        });
    }

    @Test
    void a_check_that_prints_something_else_fails_the_image() {
        Family family = family(List.of(), "echo wrong", "right");

        assertThatThrownBy(() -> build(family)).isInstanceOfSatisfying(EngineException.class, thrown -> {
            Failure.CheckFailed failure = (Failure.CheckFailed) thrown.failure();
            assertThat(failure.exitCode()).isZero();
            assertThat(failure.output()).containsExactly("wrong");
        });
    }

    @Test
    void a_step_that_takes_too_long_is_ended_and_named_with_its_place() {
        Step step = patient(new Patience(1, 0), "echo before; sleep 4321", List.of());

        assertThatThrownBy(() -> build(family(List.of(step), "true", "")))
                .hasMessage("app:15: 'RUN echo before; sleep 4321' took longer than 1s, and was ended")
                .isInstanceOfSatisfying(EngineException.class, thrown -> {
                    assertThat(thrown.failure().lastLines()).containsExactly("before");
                    assertThat(thrown.failure().origins()).containsExactly(ORIGIN);
                    assertThat(thrown.failure().exitStatus()).isEqualTo(1);
                });
    }

    @Test
    void a_step_is_tried_again_from_the_files_before_it_as_often_as_it_asks() throws Exception {
        CacheMount tries = new CacheMount("/tries", CacheMount.Sharing.SHARED);
        String lines = "echo >> /tries/log; test ! -e /left || exit 9; touch /left; test $(wc -l < /tries/log) = 2";
        build(family(List.of(patient(new Patience(0, 1), lines, List.of(tries))), "test -e /left", ""));

        assertThat(output("app:15")).containsOnlyOnce("(exit code 1; retry 1 of 1 in 1s)");
    }

    private static Step patient(Patience patience, String lines, List<CacheMount> caches) {
        return new Step.Run(
                new Program.Inline(Text.parse(lines)),
                new TreeMap<>(),
                Network.NONE,
                caches,
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                "",
                patience,
                ORIGINS);
    }

    @Test
    void a_secret_is_read_and_leaves_no_trace() throws Exception {
        Step secret = new Step.Run(
                new Program.Inline(Text.parse("cat /run/secrets/token")),
                new TreeMap<>(),
                Network.NONE,
                List.of(),
                List.of(new SecretMount("token", "/run/secrets/token")),
                List.of(),
                "",
                ORIGINS);
        build(family(List.of(secret), "test ! -e /run/secrets/token", ""));

        assertThat(events.toString()).contains("***").doesNotContain("s3cr3t-value");
    }

    private List<String> output(String node) {
        return events.stream()
                .filter(event ->
                        event instanceof Event.OutputLine line && line.node().equals(node))
                .map(event -> ((Event.OutputLine) event).line())
                .toList();
    }

    private Map<String, BuiltImage> build(Family family) throws EngineException, InterruptedException, IOException {
        Map<String, BuiltImage> built = new LinkedHashMap<>();
        try (EmbeddedEngine engine = engine(false, false, Compression.DEFAULT)) {
            for (Node node : BuildGraph.of(family).nodes()) {
                built.put(node.id(), engine.build(node, events::add));
            }
        }
        return built;
    }

    /** Returns the digests that were published, by the ids of their nodes. */
    private Map<String, String> push(Family family, RegistryServer server)
            throws EngineException, InterruptedException, IOException {
        return push(family, server, Compression.DEFAULT);
    }

    private Map<String, String> push(Family family, RegistryServer server, Compression compression)
            throws EngineException, InterruptedException, IOException {
        Map<String, String> published = new LinkedHashMap<>();
        try (EmbeddedEngine engine = engine(true, false, compression)) {
            for (Node node : BuildGraph.of(family).nodes()) {
                BuiltImage image = engine.build(node, events::add);
                String reference = server.host() + "/" + node.image() + ":" + node.tag();
                published.put(
                        node.id(), engine.upload(image, reference, events::add).publish());
            }
        }
        return published;
    }

    private EmbeddedEngine engine(boolean publishes, boolean repeats, Compression compression)
            throws EngineException, IOException, InterruptedException {
        Path token = Files.writeString(folder.resolve("token"), "s3cr3t-value\n");
        Context visible = new Context(context, files);
        EngineSettings settings = new EngineSettings(
                folder.resolve("store"),
                Optional.empty(),
                1,
                "",
                Map.of(),
                Map.of("base", visible, "app", visible),
                DATE,
                Map.of(),
                publishes,
                repeats,
                compression,
                Optional.empty(),
                Optional.of(Duration.ofHours(1)),
                Map.of("token", new Secret.InFile(token)));
        return EmbeddedEngine.open(settings, RegistryClients.anonymous());
    }

    /** A base of busybox with the user me, and an image on it for each release, with a stage to copy from. */
    private Family family(List<Step> steps, String check, String prints) {
        Step shell = new Step.Shell(List.of("/bin/busybox", "sh", "-c"), ORIGINS);
        StageDefinition base = new StageDefinition(
                "base",
                new Base.External(Text.literal("scratch")),
                List.of(
                        shell,
                        new Step.Files("busybox", Text.literal("/bin/busybox"), "", "", ORIGINS),
                        run(
                                "/bin/busybox mkdir -p /etc /home/me",
                                "/bin/busybox --install -s /bin",
                                "echo root:x:0:0::/root:/bin/sh > /etc/passwd",
                                "echo me:x:1000:1000::/home/me:/bin/sh >> /etc/passwd",
                                "echo root:x:0: > /etc/group",
                                "echo me:x:1000: >> /etc/group")),
                ORIGIN);
        StageDefinition builder = new StageDefinition(
                "app-build",
                new Base.OfImage("base"),
                List.of(shell, run("mkdir /out", "for version in {pg.citus}; do echo $version > /out/$version; done")),
                ORIGIN);
        List<Step> all = new ArrayList<>(List.of(shell));
        all.addAll(steps);
        all.add(new Step.Workdir(Text.literal("/home/me"), ORIGINS));
        all.add(new Step.User(Text.literal("me"), ORIGINS));
        StageDefinition app = new StageDefinition("app", new Base.OfImage("base"), all, ORIGIN);
        return new Family(
                "example",
                List.of(),
                List.of(PG),
                List.of(
                        image("base", "latest", List.of(), List.of(), base, List.of()),
                        image(
                                "app",
                                "{pg}",
                                List.of("pg"),
                                List.of(builder),
                                app,
                                List.of(new Check(Text.parse(check), Text.parse(prints), ORIGIN)))),
                files);
    }

    private static ImageDefinition image(
            String name,
            String tag,
            List<String> axes,
            List<StageDefinition> builders,
            StageDefinition main,
            List<Check> checks) {
        return new ImageDefinition(
                name, Text.parse(tag), "", true, axes, List.of(), List.of(), builders, main, checks, ORIGIN);
    }

    private static Step run(String... lines) {
        return command(new Program.Inline(Text.parse(String.join("\n", lines))), new TreeMap<>());
    }

    private static Step script(String path, Map<String, String> environment) {
        SortedMap<String, Text> texts = new TreeMap<>();
        environment.forEach((name, value) -> texts.put(name, Text.parse(value)));
        return command(new Program.ScriptFile(path), texts);
    }

    private static Step command(Program program, SortedMap<String, Text> environment) {
        return new Step.Run(program, environment, Network.NONE, List.of(), List.of(), List.of(), "", ORIGINS);
    }

    private static Step env(String name, String value) {
        return new Step.Env(name, Text.parse(value), ORIGINS);
    }

    private static Step copyFrom(String stage, String from, String to, String owner) {
        return new Step.FilesFrom(new Base.OfStage(stage), Text.literal(from), Text.literal(to), owner, "", ORIGINS);
    }
}
