package dev.slipway.runner.comparison;

import dev.slipway.graph.BuildGraph;
import dev.slipway.processor.render.RenderedFile;
import dev.slipway.processor.render.Renderers;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A {@code buildkitd} of one's own, as root, with overlayfs and the host's network. */
final class BuildKit implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final Path programs;
    private final Path folder;
    private final Process daemon;

    private BuildKit(Path programs, Path folder, Process daemon) {
        this.programs = programs;
        this.folder = folder;
        this.daemon = daemon;
    }

    /**
     * Starts it and returns once it answers.
     *
     * @param programs the folder with buildkitd and buildctl
     * @param folder for all that it keeps
     * @param options further ones
     */
    static BuildKit start(Path programs, Path folder, String... options) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Files.writeString(token(folder), ComparisonIT.SECRET);
        List<String> line = new ArrayList<>(List.of(
                programs.resolve("buildkitd").toString(),
                "--root=" + folder.resolve("root"),
                "--addr=" + address(folder),
                "--containerd-worker=false",
                "--oci-worker-snapshotter=overlayfs",
                "--oci-worker-net=host"));
        line.addAll(List.of(options));
        Process daemon = daemon(line, folder);
        BuildKit buildKit = new BuildKit(programs, folder, daemon);
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (buildKit.control(folder.resolve("workers.log"), List.of("debug", "workers")) != 0) {
            if (!daemon.isAlive() || System.nanoTime() > deadline) {
                buildKit.close();
                throw new IOException("buildkitd does not start: " + Files.readString(log(folder)));
            }
        }
        return buildKit;
    }

    private static Process start(List<String> line, Path output) throws IOException {
        return builder(line, output).start();
    }

    private static ProcessBuilder builder(List<String> line, Path output) {
        return new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(output.toFile());
    }

    /** It leaves folders behind where it mounts things for a moment, and so has a place of its own for them. */
    private static Process daemon(List<String> line, Path folder) throws IOException {
        ProcessBuilder daemon = builder(line, log(folder));
        daemon.environment()
                .put(
                        "TMPDIR",
                        Files.createDirectories(folder.resolve("temporary")).toString());
        return daemon.start();
    }

    private static String address(Path folder) {
        return "unix://" + folder.resolve("socket");
    }

    /** As {@code buildx create} takes it. */
    String address() {
        return address(folder);
    }

    /** Ends it as a machine does that loses its power: with all that it runs, and with nothing cleared away by itself. */
    void kill() throws IOException, InterruptedException {
        List<ProcessHandle> all = Stream.concat(Stream.of(daemon.toHandle()), daemon.descendants())
                .toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(process -> process.onExit().join());
        for (String mount : mounts()) {
            start(List.of("umount", "--lazy", mount), folder.resolve("umount.log"))
                    .waitFor();
        }
    }

    /** What is mounted in its folder, the innermost first. */
    private List<String> mounts() throws IOException {
        List<String> mounts = Files.readAllLines(Path.of("/proc/self/mountinfo")).stream()
                .map(line -> line.split(" ", -1)[4])
                .filter(place -> place.startsWith(folder + "/"))
                .collect(Collectors.toCollection(ArrayList::new));
        Collections.reverse(mounts);
        return mounts;
    }

    private static Path token(Path folder) {
        return folder.resolve("token");
    }

    private static Path log(Path folder) {
        return folder.resolve("buildkitd.log");
    }

    /**
     * Builds an image from its generated Dockerfile and context, and pushes it.
     *
     * @return what it said if it failed
     */
    Optional<String> build(Case definition, String reference) throws IOException, InterruptedException {
        Path context = folder.resolve("contexts").resolve(definition.name());
        write(definition, context);
        return build(context, reference, folder.resolve(definition.name() + ".log"));
    }

    /** The same of a folder with a Dockerfile. */
    Optional<String> build(Path context, String reference, Path output) throws IOException, InterruptedException {
        List<String> line = List.of(
                "build",
                "--progress=plain",
                "--frontend=dockerfile.v0",
                // Else the daemon would fetch the frontend that the first line of the Dockerfile names.
                "--opt=cmdline=built-in",
                "--local=context=" + context,
                "--local=dockerfile=" + context,
                "--opt=build-arg:SOURCE_DATE_EPOCH=" + ComparisonIT.SOURCE_DATE.getEpochSecond(),
                "--secret=id=" + CommandCases.SECRET + ",src=" + token(folder),
                "--output=type=image,push=true,oci-mediatypes=true,rewrite-timestamp=true,name=" + reference);
        return control(output, line) == 0
                ? Optional.empty()
                : Optional.of(new String(Files.readAllBytes(output), StandardCharsets.ISO_8859_1));
    }

    /**
     * Builds and pushes all images of a folder with a Bake file, under the names that it gives them.
     *
     * @param variables of the Bake file; {@code DOCKER_REPO} is a registry on this machine
     * @param arguments further ones
     * @return what it said if it failed
     */
    Optional<String> bake(Path images, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        String frontend = variables.get("DOCKER_REPO") + "/dockerfile-frontend:1";
        publishFrontend(frontend);
        create("bakery");
        List<String> line = new ArrayList<>(List.of(
                "bake",
                "--builder=bakery",
                "--progress=plain",
                "--set=*.output=type=image,push=true,oci-mediatypes=true,rewrite-timestamp=true",
                "--set=*.args.BUILDKIT_SYNTAX=" + frontend));
        line.addAll(List.of(arguments));
        return buildx(images, variables, line);
    }

    /** An image of what the first line of each Dockerfile names, as no other registry can be reached. */
    private void publishFrontend(String reference) throws IOException, InterruptedException {
        Path context = Files.createDirectory(folder.resolve("frontend"));
        Files.copy(programs.resolve("dockerfile-frontend"), context.resolve("dockerfile-frontend"));
        Files.writeString(context.resolve("Dockerfile"), """
                FROM scratch
                LABEL moby.buildkit.frontend.caps="moby.buildkit.frontend.inputs,moby.buildkit.frontend.contexts"
                COPY --chmod=0755 dockerfile-frontend /bin/
                ENTRYPOINT ["/bin/dockerfile-frontend"]
                """);
        Optional<String> failure = build(context, reference, folder.resolve("frontend.log"));
        if (failure.isPresent()) {
            throw new IOException("no frontend: " + failure.get());
        }
    }

    /** Makes it a builder of buildx, for those who have the {@link #variables}. */
    void create(String builder) throws IOException, InterruptedException {
        Optional<String> failure =
                buildx(folder, Map.of(), List.of("create", "--name=" + builder, "--driver=remote", address(folder)));
        if (failure.isPresent()) {
            throw new IOException("no builder: " + failure.get());
        }
    }

    /** With them, buildx is found and knows its builders. */
    Map<String, String> variables() {
        return Map.of(
                "BUILDX_CONFIG", folder.resolve("buildx").toString(), "PATH", programs + ":" + System.getenv("PATH"));
    }

    private Optional<String> buildx(Path images, Map<String, String> variables, List<String> arguments)
            throws IOException, InterruptedException {
        List<String> line = new ArrayList<>(List.of(programs.resolve("buildx").toString()));
        line.addAll(arguments);
        Path output = folder.resolve("buildx.log");
        ProcessBuilder builder = new ProcessBuilder(line)
                .directory(images.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(variables());
        // With them, an image would be an index of two.
        builder.environment().put("BUILDX_NO_DEFAULT_ATTESTATIONS", "1");
        builder.environment().put("SOURCE_DATE_EPOCH", Long.toString(ComparisonIT.SOURCE_DATE.getEpochSecond()));
        builder.environment().putAll(variables);
        Process process = builder.start();
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("buildx does not end: " + line);
            }
            return process.exitValue() == 0 ? Optional.empty() : Optional.of(Files.readString(output));
        } finally {
            process.destroyForcibly();
        }
    }

    private static void write(Case definition, Path context) throws IOException {
        String prefix = definition.name() + "/";
        for (RenderedFile file : Renderers.render(BuildGraph.of(definition.family()), definition::content)) {
            if (file.path().startsWith(prefix)) {
                Case.write(
                        Case.place(context, file.path().substring(prefix.length())), file.content(), file.executable());
            }
        }
    }

    private int control(Path output, List<String> arguments) throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of(programs.resolve("buildctl").toString(), "--addr=" + address(folder)));
        line.addAll(arguments);
        Process process = start(line, output);
        try {
            if (!process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)) {
                throw new IOException("buildctl does not end: " + line);
            }
            return process.exitValue();
        } finally {
            process.destroyForcibly();
        }
    }

    @Override
    public void close() throws IOException {
        daemon.destroy();
        try {
            if (!daemon.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                daemon.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            daemon.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        ControlGroups.clear();
    }
}
