package dev.slipway.runner.comparison;

import dev.slipway.model.Axis;
import dev.slipway.model.Base;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Release;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.runner.sandbox.RawName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A small definition that both engines build: an image of some steps on busybox, unless it says otherwise. Put together
 * once, in a list of cases, and read from then on.
 */
final class Case {
    static final String BUSYBOX = "busybox";
    static final Base SCRATCH = external("scratch");

    private static final Base ON_BUSYBOX = new Base.OfImage(BUSYBOX);
    private static final String AXIS = "release";
    /** The statically linked one of Debian's package busybox-static. */
    private static final Path PROGRAM = Path.of("/bin/busybox");

    private final String name;
    private final List<Step> steps;
    private final SortedMap<String, byte[]> files = new TreeMap<>();
    private final Set<String> programs = new HashSet<>();
    private final List<Axis> axes = new ArrayList<>();
    private final List<ImageDefinition> images = new ArrayList<>();
    private final List<StageDefinition> builders = new ArrayList<>();
    private final SortedMap<String, String> differences = new TreeMap<>();
    private Base base = ON_BUSYBOX;
    private Optional<String> onlyAsRoot = Optional.empty();
    private boolean fails;

    private Case(String name, List<Step> steps) {
        this.name = name;
        this.steps = new ArrayList<>(steps);
        noteCommand(steps);
        files.put(BUSYBOX, read(PROGRAM));
        programs.add(BUSYBOX);
    }

    /** An image of these steps, in this order. */
    static Case image(String name, Step... steps) {
        return new Case(name, List.of(steps));
    }

    /** Adds a file to the context. */
    Case file(String path, String text) {
        files.put(path, text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds an executable file to the context. */
    Case program(String path, String text) {
        programs.add(path);
        return file(path, text);
    }

    /** Makes it vary by {@code {release}}, which has an attribute of several values. */
    Case release(String version, String attribute, String... values) {
        axes.add(new Axis(AXIS, List.of(new Release(version, Map.of(attribute, List.of(values)))), Steps.ORIGIN));
        return this;
    }

    /** Adds a step. */
    Case then(Step step) {
        steps.add(step);
        return this;
    }

    /** Adds a stage to copy from, on busybox. */
    Case stage(String stage, Step... its) {
        return stage(stage, ON_BUSYBOX, its);
    }

    /** Adds a stage to copy from. */
    Case stage(String stage, Base from, Step... its) {
        builders.add(new StageDefinition(stage, from, List.of(its), Steps.ORIGIN));
        return this;
    }

    /** Puts it on another image of its family, which has these steps on busybox. */
    Case onLower(Step... its) {
        noteCommand(List.of(its));
        String lower = lowerOf(name).image();
        StageDefinition main = new StageDefinition(lower, ON_BUSYBOX, List.of(its), Steps.ORIGIN);
        images.add(definition(lower, false, List.of(), main));
        return on(lowerOf(name));
    }

    private void noteCommand(List<Step> its) {
        if (its.stream().anyMatch(Step.Command.class::isInstance)) {
            differs("config.ArgsEscaped", "deprecated by the OCI image specification, and of use to Windows only");
        }
    }

    /** The image that a case is put on; no two cases have one of the same name, for the engine gets all families. */
    static Base.OfImage lowerOf(String name) {
        return new Base.OfImage(name + "-lower");
    }

    Case on(Base other) {
        base = other;
        return this;
    }

    /**
     * Says what the engines are right to differ in, which they then have to.
     *
     * @param key as {@link Listing} has it
     */
    Case differs(String key, String reason) {
        differences.put(key, reason);
        return this;
    }

    /** Says why an ordinary user gets another image than root, or none. */
    Case onlyAsRoot(String reason) {
        onlyAsRoot = Optional.of(reason);
        return this;
    }

    /** Says that no engine can build it. */
    Case failing() {
        fails = true;
        return this;
    }

    static Base external(String reference) {
        return new Base.External(Text.literal(reference));
    }

    String name() {
        return name;
    }

    /** Why an ordinary user cannot have the same. */
    Optional<String> onlyAsRoot() {
        return onlyAsRoot;
    }

    boolean fails() {
        return fails;
    }

    /** What differs, with the reason. */
    SortedMap<String, String> differences() {
        return differences;
    }

    /** The names of the images in its family. */
    List<String> images() {
        return family().images().stream().map(ImageDefinition::name).toList();
    }

    /** It and the images that it needs. */
    Family family() {
        List<ImageDefinition> all = new ArrayList<>();
        all.add(definition(BUSYBOX, false, List.of(), busybox()));
        all.addAll(images);
        all.add(definition(name, true, builders, new StageDefinition(name, base, steps, Steps.ORIGIN)));
        return new Family("comparison", List.of(), axes, all, context());
    }

    private ImageDefinition definition(
            String image, boolean published, List<StageDefinition> stages, StageDefinition main) {
        List<String> forEach = published ? axes.stream().map(Axis::name).toList() : List.of();
        return new ImageDefinition(
                image,
                Text.literal("latest"),
                "",
                published,
                forEach,
                List.of(),
                List.of(),
                stages,
                main,
                List.of(),
                Steps.ORIGIN);
    }

    /** All of busybox' commands, root and the users me (1000) and you (1001), who has two more groups. */
    private static StageDefinition busybox() {
        return new StageDefinition(
                BUSYBOX,
                SCRATCH,
                List.of(
                        Steps.copy(BUSYBOX, "/bin/busybox"),
                        Steps.copy(BUSYBOX, "/bin/sh"),
                        // Where the OCI runtime mounts something; BuildKit would leave what it makes for that.
                        Steps.workdir("/dev"),
                        Steps.workdir("/proc"),
                        Steps.workdir("/sys"),
                        Steps.workdir("/"),
                        Steps.run(
                                "/bin/busybox rm /bin/sh",
                                "/bin/busybox --install -s /bin",
                                "mkdir -m 1777 /tmp",
                                "mkdir -p /etc /root /home/me /home/you",
                                "echo root:x:0:0:root:/root:/bin/sh > /etc/passwd",
                                "echo me:x:1000:1000:Me:/home/me:/bin/sh >> /etc/passwd",
                                "echo you:x:1001:1002:You:/home/you:/bin/sh >> /etc/passwd",
                                "echo root:x:0: > /etc/group",
                                "echo me:x:1000: >> /etc/group",
                                "echo you:x:1002: >> /etc/group",
                                "echo staff:x:50:me,you >> /etc/group",
                                "echo games:x:60:you >> /etc/group",
                                "chown me:me /home/me",
                                "chown you:you /home/you")),
                Steps.ORIGIN);
    }

    /** Writes the context into a folder. */
    void write(Path folder) throws IOException {
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            write(place(folder, file.getKey()), file.getValue(), programs.contains(file.getKey()));
        }
    }

    /** Whatever the locale, names are UTF-8. */
    static Path place(Path folder, String path) {
        String raw = new String(path.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        Path place = folder;
        for (String name : raw.split("/", -1)) {
            place = RawName.resolve(place, name);
        }
        return place;
    }

    static void write(Path file, byte[] content, boolean executable) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.write(file, content);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(executable ? "rwxr-xr-x" : "rw-r--r--"));
    }

    byte[] content(String path) {
        byte[] content = files.get(path);
        if (content == null) {
            throw new IllegalArgumentException(name + " has no file " + path);
        }
        return content;
    }

    List<ContextFile> context() {
        return files.entrySet().stream()
                .map(file -> new ContextFile(
                        file.getKey(),
                        ContextFile.sha256(file.getValue()),
                        file.getValue().length,
                        programs.contains(file.getKey())))
                .toList();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return name;
    }
}
