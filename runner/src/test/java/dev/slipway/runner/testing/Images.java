package dev.slipway.runner.testing;

import dev.slipway.model.Base;
import dev.slipway.model.BindMount;
import dev.slipway.model.CacheMount;
import dev.slipway.model.Check;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Network;
import dev.slipway.model.Origin;
import dev.slipway.model.Patience;
import dev.slipway.model.Program;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.model.TmpfsMount;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Families from nothing but busybox, of images in few words. */
public final class Images {
    /** The name and the content of a file of the context. */
    static final String NOTE = "note";

    private static final Path BUSYBOX = Path.of("/bin/busybox");
    private static final String ROOT = "root";
    static final List<Origin> ORIGINS = List.of(new Origin("example.Image", "Run", "Image.java", 7));

    private Images() {}

    /** A family of a root with all of busybox' programs, and the images given. */
    static Family family(List<ImageDefinition> images) throws IOException {
        List<ImageDefinition> all =
                Stream.concat(Stream.of(root()), images.stream()).toList();
        return new Family("example", List.of(), List.of(), all, context());
    }

    private static List<ContextFile> context() throws IOException {
        byte[] busybox = Files.readAllBytes(BUSYBOX);
        byte[] note = NOTE.getBytes(StandardCharsets.US_ASCII);
        return List.of(
                new ContextFile("busybox", ContextFile.sha256(busybox), busybox.length, true),
                new ContextFile(NOTE, ContextFile.sha256(note), note.length, false));
    }

    /** Writes the files that the families' steps name. */
    public static void writeContext(Path folder) throws IOException {
        Path busybox = Files.copy(BUSYBOX, folder.resolve("busybox"));
        if (!busybox.toFile().setExecutable(true, false)) {
            throw new IOException("cannot make " + busybox + " executable");
        }
        Files.writeString(folder.resolve(NOTE), NOTE);
    }

    private static ImageDefinition root() {
        return image(
                ROOT,
                new Base.External(Text.literal("scratch")),
                new Step.Shell(List.of("/bin/busybox", "sh", "-c"), ORIGINS),
                copy("busybox", "/bin/busybox"),
                run(
                        "/bin/busybox mkdir -p /etc /opt /tmp",
                        "/bin/busybox --install -s /bin",
                        "echo root:x:0:0::/:/bin/sh > /etc/passwd",
                        "echo root:x:0: > /etc/group"));
    }

    /** An image that is not published and has no checks. */
    static ImageDefinition base(String name, Step... steps) {
        return image(name, new Base.OfImage(ROOT), steps);
    }

    private static ImageDefinition image(String name, Base base, Step... steps) {
        return image(name, false, List.of(), stage(name, base, steps), List.of());
    }

    /** A published image with the stages that it copies from, and checks that it prints something. */
    static ImageDefinition image(
            String name, List<StageDefinition> builders, StageDefinition main, Map<String, String> checks) {
        return image(
                name,
                true,
                builders,
                main,
                checks.entrySet().stream()
                        .map(check ->
                                new Check(Text.literal(check.getKey()), Text.literal(check.getValue()), ORIGINS.get(0)))
                        .toList());
    }

    private static ImageDefinition image(
            String name, boolean published, List<StageDefinition> builders, StageDefinition main, List<Check> checks) {
        return new ImageDefinition(
                name,
                Text.literal("1"),
                "What " + name + " is for.",
                published,
                List.of(),
                List.of(),
                List.of(),
                builders,
                main,
                checks,
                ORIGINS.get(0));
    }

    static StageDefinition stage(String name, Base base, Step... steps) {
        return new StageDefinition(name, base, List.of(steps), ORIGINS.get(0));
    }

    static Step run(String... lines) {
        return run(List.of(), lines);
    }

    static Step run(List<CacheMount> caches, String... lines) {
        return new Step.Run(
                new Program.Inline(Text.literal(String.join("\n", lines))),
                new TreeMap<>(),
                Network.NONE,
                caches,
                List.of(),
                List.of(),
                "",
                ORIGINS);
    }

    /** A command that is tried again and again. */
    static Step patient(String line) {
        return run(List.of(), List.of(), new Patience(0, 20), line);
    }

    static Step run(List<BindMount> binds, List<TmpfsMount> tmpfs, String... lines) {
        return run(binds, tmpfs, Patience.USUAL, lines);
    }

    private static Step run(List<BindMount> binds, List<TmpfsMount> tmpfs, Patience patience, String... lines) {
        return new Step.Run(
                new Program.Inline(Text.literal(String.join("\n", lines))),
                new TreeMap<>(),
                Network.NONE,
                List.of(),
                List.of(),
                tmpfs,
                binds,
                List.of(),
                "",
                patience,
                ORIGINS);
    }

    static Step copy(String from, String to) {
        return new Step.Files(from, Text.literal(to), "", "", ORIGINS);
    }

    static Step copyFrom(Base source, String from, String to) {
        return new Step.FilesFrom(source, Text.literal(from), Text.literal(to), "", "", ORIGINS);
    }

    static Step env(String name, String value) {
        return new Step.Env(name, Text.literal(value), ORIGINS);
    }

    static Step label(String name, String value) {
        return new Step.Label(name, Text.literal(value), ORIGINS);
    }

    static Step workdir(String path) {
        return new Step.Workdir(Text.literal(path), ORIGINS);
    }

    static Step command(String... arguments) {
        return new Step.Command(Stream.of(arguments).map(Text::literal).toList(), ORIGINS);
    }
}
