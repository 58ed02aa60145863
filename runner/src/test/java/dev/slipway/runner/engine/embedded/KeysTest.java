package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Mount;
import dev.slipway.model.Base;
import dev.slipway.model.CacheMount;
import dev.slipway.model.Check;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Network;
import dev.slipway.model.Origin;
import dev.slipway.model.Text;
import dev.slipway.runner.engine.Context;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeysTest {
    private static final ImageSettings NOTHING = ImageSettings.of(JsonNodeFactory.instance.objectNode());
    private static final List<Mount> MOUNTS = List.of(
            new Mount.Cache(Text.literal("/cache"), CacheMount.Sharing.LOCKED),
            new Mount.Context("scripts/run.sh", Text.literal("/run/script"), false),
            new Mount.Secret("token", Text.literal("/run/token")),
            new Mount.Tmpfs(Text.literal("/memory"), 0),
            shown("/out", "/mnt", false));
    private static final Command COMMAND =
            new Command("make", "", Map.of("A", "1"), Map.of("B", "2"), MOUNTS, Network.NONE);
    private static final Keys KEYS = keys("files", NOTHING, file("scripts/run.sh", "ab", true));

    /** A {@code RUN} of which a test changes a part. */
    private record Command(
            String body,
            String script,
            Map<String, String> environment,
            Map<String, String> arguments,
            List<Mount> mounts,
            Network network) {
        Instruction.Run run() {
            return new Instruction.Run(body, script, texts(environment), texts(arguments), mounts, network);
        }

        private static TreeMap<String, Text> texts(Map<String, String> values) {
            TreeMap<String, Text> texts = new TreeMap<>();
            values.forEach((name, value) -> texts.put(name, Text.literal(value)));
            return texts;
        }

        Command with(Mount... mounts) {
            return new Command(body, script, environment, arguments, List.of(mounts), network);
        }

        Command body(String lines) {
            return new Command(lines, script, environment, arguments, mounts, network);
        }

        Command script(String path) {
            return new Command("", path, environment, arguments, mounts, network);
        }
    }

    @Test
    void a_command_depends_on_all_that_it_sees() {
        List<Mount> others = List.of(
                new Mount.Cache(Text.literal("/other"), CacheMount.Sharing.LOCKED),
                new Mount.Context("scripts/run.sh", Text.literal("/run/other"), false),
                new Mount.Context("scripts", Text.literal("/run/script"), false),
                new Mount.Context("scripts/run.sh", Text.literal("/run/script"), false),
                new Mount.Context("scripts/run.sh", Text.literal("/run/script"), true),
                shown("/out", "/mnt", false),
                shown("/other", "/mnt", false),
                shown("/out", "/other", false),
                shown("/out", "/mnt", true),
                new Mount.Secret("other", Text.literal("/run/token")),
                new Mount.Secret("token", Text.literal("/run/other")),
                new Mount.Tmpfs(Text.literal("/memory"), 0),
                new Mount.Tmpfs(Text.literal("/memory"), 4096),
                new Mount.Tmpfs(Text.literal("/other"), 0));
        Stream<Command> commands = Stream.concat(
                Stream.of(
                        COMMAND,
                        new Command("make all", "", COMMAND.environment(), COMMAND.arguments(), MOUNTS, Network.NONE),
                        new Command("make", "", Map.of("A", "0"), COMMAND.arguments(), MOUNTS, Network.NONE),
                        new Command("make", "", COMMAND.environment(), Map.of("B", "0"), MOUNTS, Network.NONE),
                        new Command("make", "", COMMAND.environment(), COMMAND.arguments(), MOUNTS, Network.DEFAULT),
                        COMMAND.script("/run/script"),
                        COMMAND.script("/run/other"),
                        COMMAND.body("#!/bin/awk -f\n1\n"),
                        COMMAND.body("#!/bin/awk -f\n2\n"),
                        COMMAND.with()),
                others.stream().map(COMMAND::with));

        assertThat(commands.map(command -> KEYS.run(command.run()).key())).doesNotHaveDuplicates();
    }

    @Test
    void a_command_depends_on_the_state_before_it() {
        ContextFile script = file("scripts/run.sh", "ab", true);
        Stream<Keys> states = Stream.of(
                KEYS,
                keys("other files", NOTHING, script),
                keys("files", NOTHING, file("scripts/run.sh", "cd", true)),
                keys("files", NOTHING, file("scripts/run.sh", "ab", false)),
                keys("files", NOTHING.with(new Instruction.Env("C", Text.literal("3"))), script),
                keys("files", set(Instruction.Setting.Kind.USER, "me"), script),
                keys("files", set(Instruction.Setting.Kind.WORKDIR, "/home"), script),
                keys("files", shell("/bin/bash", "-c"), script));

        assertThat(states.map(state -> state.run(COMMAND.run()).key())).doesNotHaveDuplicates();
    }

    @Test
    void a_command_does_not_depend_on_what_it_cannot_see() {
        ContextFile script = file("scripts/run.sh", "ab", true);
        Stream<Keys> states = Stream.of(
                keys("files", NOTHING.with(new Instruction.Label("label", Text.literal("1"))), script),
                keys("files", set(Instruction.Setting.Kind.EXPOSE, "80"), script),
                keys("files", set(Instruction.Setting.Kind.VOLUME, "/data"), script),
                keys("files", set(Instruction.Setting.Kind.WORKDIR, "/"), script),
                keys("files", invocation(Instruction.Invocation.Kind.ENTRYPOINT, "run"), script),
                keys("files", invocation(Instruction.Invocation.Kind.CMD, "run"), script),
                keys("files", NOTHING, script, file("scripts/other.sh", "ef", true)));

        assertThat(states.map(state -> state.run(COMMAND.run()).key()))
                .containsOnly(KEYS.run(COMMAND.run()).key());
    }

    @Test
    void a_command_does_not_depend_on_how_it_is_written() {
        ImageSettings settings = NOTHING.with(new Instruction.Env("B", Text.literal("3")));
        Keys keys = keys("files", settings);
        Command hiding = COMMAND.with(new Mount.Cache(Text.literal("/cache"), CacheMount.Sharing.LOCKED));
        Command shared = COMMAND.with(new Mount.Cache(Text.literal("/cache"), CacheMount.Sharing.SHARED));

        ImageSettings others = NOTHING.with(new Instruction.Env("B", Text.literal("4")));
        assertThat(keys("files", others).run(hiding.run()).key())
                .as("an argument hides the variable of the image")
                .isEqualTo(keys.run(hiding.run()).key());
        assertThat(keys.run(shared.run()).key())
                .as("who waits for whom")
                .isEqualTo(keys.run(hiding.run()).key());
        assertThat(keys("files", shell("/bin/bash", "-c"))
                        .run(COMMAND.script("/run/script").run())
                        .key())
                .as("a script brings its own interpreter")
                .isEqualTo(keys("files", NOTHING)
                        .run(COMMAND.script("/run/script").run())
                        .key());
    }

    @Test
    void a_copy_depends_on_what_arrives_where() {
        Stream<String> keys = Stream.of(
                copy("a", "/opt/", "", "", file("a", "ab", false)),
                copy("b", "/opt/", "", "", file("b", "ab", false)),
                copy("a", "/srv/", "", "", file("a", "ab", false)),
                copy("a", "/opt/", "me", "", file("a", "ab", false)),
                copy("a", "/opt/", "", "0600", file("a", "ab", false)),
                copy("a", "/opt/", "", "", file("a", "cd", false)),
                copy("a", "/opt/", "", "", file("a", "ab", true)),
                copy("a", "/opt/", "", "", file("a/a", "ab", false), file("a/b", "ab", false)),
                copy("a", "/opt/", "", "", file("a/a", "ab", false)),
                copy("a", "/opt/", "", "", file("a/b/a", "ab", false)));

        assertThat(keys).doesNotHaveDuplicates();
    }

    @Test
    void a_copy_does_not_depend_on_where_it_came_from() {
        assertThat(copy("etc/a", "/opt/", "", "", file("etc/a", "ab", false), file("etc/b", "cd", false)))
                .isEqualTo(copy("a", "/opt/", "", "", file("a", "ab", false)));
        assertThat(copy("one", "/opt/", "", "", file("one/x/a", "ab", false)))
                .isEqualTo(copy("two/", "/opt/", "", "", file("two/x/a", "ab", false)))
                .isEqualTo(copy(".", "/opt/", "", "", file("x/a", "ab", false)));
    }

    @Test
    void other_instructions_depend_on_what_they_say_and_on_the_files_before() {
        Base base = new Base.OfStage("stage");
        Snapshot source = snapshot("source", NOTHING);
        Stream<Keys> states = Stream.of(KEYS, keys("other files", NOTHING));
        assertThat(states.flatMap(state -> Stream.of(
                                state.writeFile(write("a"), "/a"),
                                state.writeFile(write("a"), "/b"),
                                state.writeFile(write("b"), "/a"),
                                state.copyFrom(copyFrom(base), source, "/a", "/b"),
                                state.copyFrom(copyFrom(base), source, "/b", "/b"),
                                state.copyFrom(copyFrom(base), source, "/a", "/c"),
                                state.copyFrom(copyFrom(base), snapshot("other source", NOTHING), "/a", "/b"),
                                state.download("ab", "name", "/a", "", "0600"),
                                state.download("cd", "name", "/a", "", "0600"),
                                state.download("ab", "name", "/b", "", "0600"),
                                state.download("ab", "name", "/a", "me", "0600"),
                                state.download("ab", "name", "/a", "", "0644"),
                                state.download("ab", "other", "/a", "", "0600"),
                                state.gitSource("https://example/a", "v1", "ab", "/a"),
                                state.gitSource("https://example/b", "v1", "ab", "/a"),
                                state.gitSource("https://example/a", "v1", "cd", "/a"),
                                state.gitSource("https://example/a", "v1", "ab", "/b"),
                                state.workdir("/a", ""),
                                state.workdir("/a", "me"),
                                state.workdir("/b", "")))
                        .map(Inputs::key))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_check_depends_on_what_it_runs_and_promises_and_not_on_its_place() {
        Origin here = new Origin("example.App", "Check", "App.java", 7);
        Origin there = new Origin("example.Other", "Check", "Other.java", 8);
        Check check = new Check(Text.literal("pwd"), Text.literal("/"), here);
        Snapshot image = snapshot("files", NOTHING);

        assertThat(Keys.check(new Check(Text.literal("pwd"), Text.literal("/"), there), image)
                        .key())
                .isEqualTo(Keys.check(check, image).key());
        assertThat(Stream.of(
                        Keys.check(check, image).key(),
                        Keys.check(new Check(Text.literal("id"), Text.literal("/"), here), image)
                                .key(),
                        Keys.check(new Check(Text.literal("pwd"), Text.literal("/a"), here), image)
                                .key(),
                        Keys.check(check, snapshot("other files", NOTHING)).key(),
                        Keys.check(check, snapshot("files", shell("/bin/bash", "-c")))
                                .key(),
                        Keys.check(check, snapshot("files", set(Instruction.Setting.Kind.USER, "me")))
                                .key(),
                        Keys.check(check, snapshot("files", set(Instruction.Setting.Kind.WORKDIR, "/a")))
                                .key()))
                .doesNotHaveDuplicates();
    }

    @Test
    void a_command_depends_on_the_files_that_it_sees_and_not_on_where_they_are() {
        Mount.Image elsewhere =
                new Mount.Image(new Base.OfImage("base:1"), Text.literal("/deep"), Text.literal("/mnt"), false);
        Keys keys = keys(Map.of(shown("/out", "/mnt", false), "digest", elsewhere, "digest"));
        Keys others = keys(Map.of(elsewhere, "other digest"));

        String key = keys.run(COMMAND.with(elsewhere).run()).key();
        assertThat(keys.run(COMMAND.with(shown("/out", "/mnt", false)).run()).key())
                .isEqualTo(key);
        assertThat(others.run(COMMAND.with(elsewhere).run()).key()).isNotEqualTo(key);
    }

    /** A mount of a stage; what its digest is says its path. */
    private static Mount.Image shown(String path, String target, boolean writable) {
        return new Mount.Image(new Base.OfStage("stage"), Text.literal(path), Text.literal(target), writable);
    }

    private static Keys keys(String filesKey, ImageSettings settings, ContextFile... files) {
        Map<Mount.Image, String> parts = Stream.of(
                        shown("/out", "/mnt", false),
                        shown("/other", "/mnt", false),
                        shown("/out", "/other", false),
                        shown("/out", "/mnt", true))
                .collect(Collectors.toMap(mount -> mount, mount -> mount.path().value()));
        return new Keys(snapshot(filesKey, settings), sources(parts, files));
    }

    private static Keys keys(Map<Mount.Image, String> parts) {
        return new Keys(snapshot("files", NOTHING), sources(parts));
    }

    private static Sources sources(Map<Mount.Image, String> parts, ContextFile... files) {
        return new Sources(new Context(Path.of("/context"), List.of(files)), Map.of(), parts);
    }

    private static Snapshot snapshot(String filesKey, ImageSettings settings) {
        return new Snapshot(List.of(), filesKey, settings, List.of(), Optional.empty());
    }

    private static ContextFile file(String path, String digest, boolean executable) {
        return new ContextFile(path, digest, 1, executable);
    }

    private static String copy(String from, String to, String owner, String mode, ContextFile... files) {
        return keys("files", NOTHING, files)
                .copy(new Instruction.Copy(from, Text.literal(to), owner, mode), to)
                .key();
    }

    private static Instruction.WriteFile write(String content) {
        return new Instruction.WriteFile(Text.literal(content), Text.literal("/to"), "", "");
    }

    private static Instruction.CopyFrom copyFrom(Base source) {
        return new Instruction.CopyFrom(source, Text.literal("/from"), Text.literal("/to"), "", "");
    }

    private static ImageSettings set(Instruction.Setting.Kind kind, String value) {
        return NOTHING.with(new Instruction.Setting(kind, Text.literal(value)));
    }

    private static ImageSettings shell(String... arguments) {
        return invocation(Instruction.Invocation.Kind.SHELL, arguments);
    }

    private static ImageSettings invocation(Instruction.Invocation.Kind kind, String... arguments) {
        return NOTHING.with(new Instruction.Invocation(
                kind, Stream.of(arguments).map(Text::literal).toList()));
    }
}
