package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Mount;
import dev.slipway.model.CacheMount;
import dev.slipway.model.Network;
import dev.slipway.model.Text;
import dev.slipway.runner.engine.Context;
import dev.slipway.runner.engine.Secret;
import dev.slipway.runner.sandbox.BusyboxImage;
import dev.slipway.runner.sandbox.InNamespace;
import dev.slipway.runner.sandbox.Namespace;
import dev.slipway.runner.sandbox.Overlay;
import dev.slipway.runner.sandbox.RootFolder;
import dev.slipway.runner.sandbox.Sandbox;
import dev.slipway.runner.sandbox.TestFolder;
import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What commands are given, on a small image of busybox: the same for root and for an ordinary user. */
@InNamespace(andAsOrdinaryUser = true)
class CommandsIT {
    private static final ImageSettings SETTINGS = ImageSettings.of(JsonNodeFactory.instance.objectNode());
    private static final String SECRET = "first line of it\nsecond line of it\n";

    private final TestFolder folder = TestFolder.untilTheEnd();
    private final Path image = folder.folder("image");
    private final List<String> lines = new CopyOnWriteArrayList<>();
    private Consumer<String> output = lines::add;

    CommandsIT() throws IOException {
        BusyboxImage.fill(image);
    }

    @Test
    void values_reach_a_command_as_they_are() throws Exception {
        String odd = "a 'quoted' \"word\"\n${HOME} `echo` \\ $";
        ImageSettings settings = SETTINGS.with(env("FROM_IMAGE", escaped(odd)));
        Instruction.Run run = new Instruction.Run(
                "printf '%s|' \"$FROM_IMAGE\" \"$ARGUMENT\" \"$FROM_STEP\"",
                "", variables("FROM_STEP", escaped(odd)), variables("ARGUMENT", odd), List.of(), Network.NONE);
        run(run, settings);

        assertThat(String.join("\n", lines)).isEqualTo(odd + "|" + odd + "|" + odd + "|");
    }

    @Test
    void arguments_hide_the_image_s_variables_and_the_step_s_own_hide_both() throws Exception {
        ImageSettings settings = SETTINGS.with(env("A", "image")).with(env("B", "image"));
        SortedMap<String, Text> arguments = variables("A", "argument");
        arguments.putAll(variables("C", "argument"));
        SortedMap<String, Text> own = variables("B", "step over $B");
        own.putAll(variables("D", "$A $C"));
        run(new Instruction.Run("echo $A, $B, $C, $D", "", own, arguments, List.of(), Network.NONE), settings);

        assertThat(lines).containsExactly("argument, step over image, argument, argument argument");
    }

    @Test
    void the_shell_is_the_image_s() throws Exception {
        ImageSettings settings = SETTINGS.with(new Instruction.Invocation(
                Instruction.Invocation.Kind.SHELL, List.of(Text.literal("/bin/echo"), Text.literal("-e"))));
        run(body("one\\ttwo"), settings);

        assertThat(lines).containsExactly("one\ttwo");
    }

    @Test
    void lines_may_name_their_interpreter() throws Exception {
        run(body("#!/bin/awk -f\nBEGIN { print ARGC, ENVIRON[\"HOME\"] }\n"), SETTINGS);

        assertThat(lines).containsExactly("1 /root");
        assertThat(changes()).isEmpty();
    }

    @Test
    void a_script_may_name_any_interpreter() throws Exception {
        Path script =
                Files.writeString(folder.folder("context").resolve("count.awk"), "#!/bin/awk -f\nEND { print NR }\n");
        assertThat(script.toFile().setExecutable(true)).isTrue();
        Mount mount = new Mount.Context("count.awk", Text.literal("/run/slipway/count.awk"), false);
        run(
                new Instruction.Run(
                        "", "/run/slipway/count.awk", new TreeMap<>(), new TreeMap<>(), List.of(mount), Network.NONE),
                SETTINGS);

        assertThat(lines).containsExactly("0");
        assertThat(changes()).isEmpty();
    }

    @Test
    void a_secret_is_in_no_file_process_or_line() throws Exception {
        List<String> found = new CopyOnWriteArrayList<>();
        output = line -> {
            lines.add(line);
            found.addAll(occurrences(SECRET));
        };
        run(
                body("cat /run/secrets/token; base64 /run/secrets/token; echo \"<$(cat /run/secrets/token)>\";"
                        + " stat -c '%u %g %a' /run/secrets/token; ! echo x > /run/secrets/token"),
                List.of(new Mount.Secret("token", Text.literal("/run/secrets/token"))));

        assertThat(lines)
                .containsExactly(
                        "***",
                        "***",
                        "***",
                        "<***",
                        "***>",
                        "0 0 400",
                        "/bin/sh: can't create /run/secrets/token: Read-only file system");
        assertThat(found).isEmpty();
        assertThat(changes()).isEmpty();
    }

    /** Where the first line of a secret shows: the files of this test, and the processes' arguments and variables. */
    private List<String> occurrences(String secret) {
        String line = secret.lines().findFirst().orElseThrow();
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder.path());
                Stream<Path> processes = Files.list(Path.of("/proc"))) {
            files.filter(file -> !file.endsWith("secret")
                            && !file.startsWith(folder.path().resolve("root")))
                    .filter(file -> holds(file, line))
                    .forEach(file -> found.add(file.toString()));
            processes
                    .flatMap(process -> Stream.of(process.resolve("cmdline"), process.resolve("environ")))
                    .filter(file -> holds(file, line))
                    .forEach(file -> found.add(file.toString()));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return found;
    }

    private static boolean holds(Path file, String text) {
        try {
            return (file.startsWith("/proc") || Files.isRegularFile(file))
                    && Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            // It is no process, or one that has just ended.
            return false;
        }
    }

    @Test
    void neither_secrets_nor_variables_reach_a_disk() throws Exception {
        String value = "value of a variable";
        List<String> found = new CopyOnWriteArrayList<>();
        output = line -> {
            String mounts = read(Path.of("/proc/self/mounts"));
            try (Stream<Path> files = Files.walk(folder.path())) {
                files.filter(file -> holds(file, value) || holds(file, SECRET))
                        .filter(file -> Arrays.stream(mounts.split("\n", -1))
                                .map(mount -> mount.split(" ", -1))
                                .noneMatch(mount ->
                                        mount.length > 2 && mount[2].equals("tmpfs") && file.startsWith(mount[1])))
                        .forEach(file -> found.add(file.toString()));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
            lines.add(line);
        };
        run(
                new Instruction.Run(
                        "echo seen",
                        "",
                        variables("VARIABLE", value),
                        new TreeMap<>(),
                        List.of(new Mount.Secret("token", Text.literal("/run/secrets/token"))),
                        Network.NONE),
                SETTINGS);

        assertThat(lines).containsExactly("seen");
        assertThat(found).isEmpty();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void a_secret_that_is_not_given_is_asked_for() {
        assertThatThrownBy(
                        () -> run(body("true"), List.of(new Mount.Secret("other", Text.literal("/run/secrets/other")))))
                .isInstanceOf(IOException.class)
                .hasMessage("secret 'other' is not given. Add --secret id=other,src=FILE"
                        + " or --secret id=other,env=VARIABLE");
    }

    @Test
    void a_folder_in_memory_is_empty_has_a_size_and_leaves_nothing() throws Exception {
        run(
                body("ls -A /memory; stat -c '%u %g %a' /memory /etc; echo x > /memory/x;"
                        + " head -c 20000 /dev/zero 2> /dev/null > /etc/big || stat -c %s /etc/big"),
                List.of(new Mount.Tmpfs(Text.literal("/memory"), 0), new Mount.Tmpfs(Text.literal("/etc"), 8192)));

        assertThat(lines).containsExactly("0 0 1777", "0 0 755", "8192");
        assertThat(changes()).isEmpty();
    }

    @Test
    void two_commands_write_to_a_shared_cache_at_once() throws Exception {
        FutureTask<Void> first = start(meeting("a", "b", CacheMount.Sharing.SHARED), "1");
        FutureTask<Void> second = start(meeting("b", "a", CacheMount.Sharing.SHARED), "2");
        first.get();
        second.get();

        assertThat(lines).containsExactlyInAnyOrder("a and b a b", "b and a a b");
    }

    @Test
    void two_commands_at_once_have_a_private_cache_each_and_a_third_finds_one_of_them() throws Exception {
        FutureTask<Void> first = start(meeting("a", "b", CacheMount.Sharing.PRIVATE), "1");
        FutureTask<Void> second = start(meeting("b", "a", CacheMount.Sharing.PRIVATE), "2");
        first.get();
        second.get();
        assertThat(lines).containsExactlyInAnyOrder("a and b a", "b and a b");

        run(body("ls /cache"), List.of(new Mount.Cache(Text.literal("/cache"), CacheMount.Sharing.PRIVATE)));
        assertThat(lines.get(2)).isIn("a", "b");
    }

    /** A command that ends only when another one has begun. */
    private static Instruction.Run meeting(String own, String other, CacheMount.Sharing sharing) {
        return new Instruction.Run(
                "touch /cache/" + own + " /meet/" + own + "; until test -e /meet/" + other
                        + "; do sleep 0.1; done; echo " + own + " and " + other + " $(ls /cache)",
                "",
                new TreeMap<>(),
                new TreeMap<>(),
                List.of(
                        new Mount.Cache(Text.literal("/cache"), sharing),
                        new Mount.Cache(Text.literal("/meet"), CacheMount.Sharing.SHARED)),
                Network.NONE);
    }

    @Test
    void of_two_commands_that_want_locked_caches_one_waits() throws Exception {
        List<Mount> caches = List.of(
                new Mount.Cache(Text.literal("/cache"), CacheMount.Sharing.LOCKED),
                new Mount.Cache(Text.literal("/other"), CacheMount.Sharing.LOCKED));
        List<Mount> turned = List.of(caches.get(1), caches.get(0));
        String body = "echo begin >> /cache/log; for i in 1 2 3; do sleep 0.1; done; echo end >> /cache/log";
        List<FutureTask<Void>> tasks = new ArrayList<>();
        for (int i = 1; i <= 4; i++) {
            tasks.add(start(body(body, i % 2 == 0 ? caches : turned), String.valueOf(i)));
        }
        for (FutureTask<Void> task : tasks) {
            task.get();
        }
        run(body("cat /cache/log"), caches);

        assertThat(lines).containsExactly("begin", "end", "begin", "end", "begin", "end", "begin", "end");
    }

    private FutureTask<Void> start(Instruction.Run run, String name) {
        FutureTask<Void> task = new FutureTask<>(() -> {
            run(run, SETTINGS, name);
            return null;
        });
        new Thread(task, "command " + name).start();
        return task;
    }

    private void run(Instruction.Run run, List<Mount> mounts) throws Exception {
        run(body(run.body(), mounts), SETTINGS);
    }

    private void run(Instruction.Run run, ImageSettings settings) throws Exception {
        run(run, settings, "0");
    }

    private void run(Instruction.Run run, ImageSettings settings, String name) throws Exception {
        Path token = Files.writeString(Files.createTempFile("token", ""), SECRET);
        Path empty = folder.folder("upper" + name);
        try (Store store = Store.open(folder.folder("store"));
                Sandbox sandbox = new Sandbox(Namespace.runtime().orElseThrow(), folder.folder("state" + name));
                Overlay overlay = Overlay.mount(
                        List.of(image), empty, folder.folder("work" + name), folder.folder("root" + name))) {
            Context context = new Context(folder.folder("context"), List.of());
            Workspace workspace = new Workspace(
                    new RootFolder(overlay.root()), folder.folder("scratch" + name), line -> output.accept(line));
            new Commands(sandbox, store, Map.of("token", new Secret.InFile(token)), Optional.empty())
                    .run(run, settings, new Sources(context, Map.of(), Map.of()), workspace);
        } finally {
            Files.delete(token);
            Store.delete(folder.folder("scratch" + name));
        }
    }

    private List<String> changes() throws IOException {
        Path upper = folder.folder("upper0");
        try (Stream<Path> files = Files.walk(upper)) {
            return files.filter(file -> !file.equals(upper)).map(Path::toString).toList();
        }
    }

    private static Instruction.Run body(String body) {
        return body(body, List.of());
    }

    private static Instruction.Run body(String body, List<Mount> mounts) {
        return new Instruction.Run(body, "", new TreeMap<>(), new TreeMap<>(), mounts, Network.NONE);
    }

    private static Instruction.Env env(String name, String value) {
        return new Instruction.Env(name, Text.literal(value));
    }

    private static SortedMap<String, Text> variables(String name, String value) {
        return new TreeMap<>(Map.of(name, Text.literal(value)));
    }

    private static String escaped(String value) {
        return value.replace("$", "\\$");
    }
}
