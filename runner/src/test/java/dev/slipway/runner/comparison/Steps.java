package dev.slipway.runner.comparison;

import dev.slipway.model.Base;
import dev.slipway.model.BindMount;
import dev.slipway.model.CacheMount;
import dev.slipway.model.Network;
import dev.slipway.model.Origin;
import dev.slipway.model.Patience;
import dev.slipway.model.Program;
import dev.slipway.model.SecretMount;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.model.TmpfsMount;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Steps, as short as instructions of a Dockerfile. {@code {release}} in them is a reference. */
final class Steps {
    static final Origin ORIGIN = new Origin("comparison.Case", "", "Case.java", 1);

    /** A line that writes the environment down, but for what BuildKit's tracing adds. */
    static final String PRINT_ENVIRONMENT = "env | grep -v -e ^OTEL_ -e ^TRACEPARENT= | sort > /env";

    private static final List<Origin> ORIGINS = List.of(ORIGIN);

    private Steps() {}

    static Step run(String... lines) {
        return run(inline(lines), Network.DEFAULT, List.of(), List.of(), "");
    }

    /** A command with a user of its own. */
    static Step runAs(String user, String... lines) {
        return run(inline(lines), Network.DEFAULT, List.of(), List.of(), user);
    }

    static Step runWithoutNetwork(String... lines) {
        return run(inline(lines), Network.NONE, List.of(), List.of(), "");
    }

    static Step runWithCache(CacheMount cache, String... lines) {
        return run(inline(lines), Network.DEFAULT, List.of(cache), List.of(), "");
    }

    static Step runWithSecret(SecretMount secret, String... lines) {
        return run(inline(lines), Network.DEFAULT, List.of(), List.of(secret), "");
    }

    /** A command with folders in memory. */
    static Step runWithTmpfs(List<TmpfsMount> tmpfs, String... lines) {
        return runWithMounts(List.of(), tmpfs, Network.DEFAULT, lines);
    }

    /** A command that sees other files. */
    static Step runWithBinds(List<BindMount> binds, String... lines) {
        return runWithMounts(binds, List.of(), Network.DEFAULT, lines);
    }

    static Step runWithMounts(List<BindMount> binds, List<TmpfsMount> tmpfs, Network network, String... lines) {
        return new Step.Run(
                inline(lines),
                Collections.emptySortedMap(),
                network,
                List.of(),
                List.of(),
                tmpfs,
                binds,
                List.of(),
                "",
                Patience.USUAL,
                ORIGINS);
    }

    static TmpfsMount tmpfs(String target, long size) {
        return new TmpfsMount(Text.parse(target), size);
    }

    /** Files of the context. */
    static BindMount bind(String path, String target) {
        return new BindMount.Context(path, Text.parse(target), false);
    }

    static BindMount bindWritable(String path, String target) {
        return new BindMount.Context(path, Text.parse(target), true);
    }

    /** Files of a stage of the same image. */
    static BindMount bindFrom(String stage, String path, String target) {
        return bindFrom(new Base.OfStage(stage), path, target, false);
    }

    static BindMount bindWritableFrom(String stage, String path, String target) {
        return bindFrom(new Base.OfStage(stage), path, target, true);
    }

    static BindMount bindFrom(Base source, String path, String target, boolean writable) {
        return new BindMount.Image(source, Text.parse(path), Text.parse(target), writable);
    }

    /** A command that sees files of the context. */
    static Step runWithFiles(List<String> files, String... lines) {
        return new Step.Run(
                inline(lines), Collections.emptySortedMap(), Network.DEFAULT, List.of(), List.of(), files, "", ORIGINS);
    }

    /** A command with variables of its own. */
    static Step runWith(Map<String, String> environment, String... lines) {
        return new Step.Run(
                inline(lines), texts(environment), Network.DEFAULT, List.of(), List.of(), List.of(), "", ORIGINS);
    }

    /** A file of the context, run with variables of its own. */
    static Step script(String path, Map<String, String> environment) {
        return new Step.Run(
                new Program.ScriptFile(path),
                texts(environment),
                Network.DEFAULT,
                List.of(),
                List.of(),
                List.of(),
                "",
                ORIGINS);
    }

    private static Step run(
            Program program, Network network, List<CacheMount> caches, List<SecretMount> secrets, String user) {
        return new Step.Run(program, Collections.emptySortedMap(), network, caches, secrets, List.of(), user, ORIGINS);
    }

    private static Program inline(String... lines) {
        return new Program.Inline(Text.parse(String.join("\n", lines)));
    }

    static Step copy(String from, String to) {
        return copy(from, to, "", "");
    }

    static Step copy(String from, String to, String owner, String mode) {
        return new Step.Files(from, Text.parse(to), owner, mode, ORIGINS);
    }

    /** Copies from a stage of the same image. */
    static Step copyFrom(String stage, String from, String to) {
        return copyFrom(new Base.OfStage(stage), from, to, "", "");
    }

    static Step copyFrom(Base source, String from, String to, String owner, String mode) {
        return new Step.FilesFrom(source, Text.parse(from), Text.parse(to), owner, mode, ORIGINS);
    }

    static Step download(String url, String sha256, String to, String owner, String mode) {
        return new Step.Download(Text.literal(url), Text.literal(sha256), Text.parse(to), owner, mode, ORIGINS);
    }

    static Step git(String url, String ref, String to) {
        return new Step.GitSource(Text.literal(url), Text.literal(ref), Text.parse(to), ORIGINS);
    }

    /** A key of the context and a written file. */
    static Step aptRepository(String name, String url, String key) {
        return new Step.AptRepository(
                name, Text.parse(url), List.of(Text.literal("stable")), List.of(Text.literal("main")), key, ORIGINS);
    }

    static Step env(String name, String value) {
        return new Step.Env(name, Text.parse(value), ORIGINS);
    }

    static Step label(String name, String value) {
        return new Step.Label(name, Text.parse(value), ORIGINS);
    }

    static Step user(String user) {
        return new Step.User(Text.parse(user), ORIGINS);
    }

    static Step workdir(String path) {
        return new Step.Workdir(Text.parse(path), ORIGINS);
    }

    static Step volume(String path) {
        return new Step.Volume(Text.parse(path), ORIGINS);
    }

    static Step expose(String port) {
        return new Step.Expose(port, ORIGINS);
    }

    static Step shell(String... command) {
        return new Step.Shell(List.of(command), ORIGINS);
    }

    static Step entrypoint(String... arguments) {
        return new Step.Entrypoint(literals(arguments), ORIGINS);
    }

    static Step command(String... arguments) {
        return new Step.Command(literals(arguments), ORIGINS);
    }

    private static List<Text> literals(String... texts) {
        return Stream.of(texts).map(Text::literal).toList();
    }

    private static SortedMap<String, Text> texts(Map<String, String> values) {
        SortedMap<String, Text> texts = new TreeMap<>();
        values.forEach((name, value) -> texts.put(name, Text.parse(value)));
        return texts;
    }
}
