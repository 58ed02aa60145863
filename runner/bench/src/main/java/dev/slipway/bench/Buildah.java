package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code buildah build} with the generated Dockerfiles, which it takes one after the other, with its cache of layers. */
final class Buildah implements Tool {
    private final Commands commands;
    private final Path folder;
    private String repository = "";

    /**
     * Buildah.
     *
     * @param folder for all that it keeps
     */
    Buildah(Commands commands, Path folder) {
        this.commands = commands.with(Map.of("TMPDIR", folder.toString()));
        this.folder = folder;
    }

    @Override
    public String name() {
        return "buildah";
    }

    @Override
    public Set<Case> cases() {
        return EnumSet.allOf(Case.class);
    }

    @Override
    public void begin(String repository) throws IOException, InterruptedException {
        commands.run("rm", "--recursive", "--force", folder.toString());
        commands.run("mkdir", "--parents", folder.toString());
        this.repository = repository;
    }

    @Override
    public void build(Family family) throws IOException, InterruptedException {
        for (Target target : Target.of(family)) {
            List<String> line = line("build", "--layers", "--jobs=0", "--network=host", "--isolation=oci");
            // It asks for more than this unless told, and where even root may not have as much it fails.
            line.addAll(List.of("--ulimit=nofile=1024:1024", "--ulimit=nproc=4096:4096"));
            line.addAll(List.of("--tls-verify=false", "--target", target.stage(), "--tag", reference(target)));
            target.arguments().forEach((name, value) -> line.addAll(List.of("--build-arg", name + "=" + value)));
            Path context = family.images().resolve(target.context());
            line.addAll(List.of("--file", dockerfile(context).toString(), context.toString()));
            commands.run(line);
        }
    }

    /** It knows no private caches; as it builds one image after the other, locked ones are the same. */
    private Path dockerfile(Path context) throws IOException {
        String text = Files.readString(context.resolve("Dockerfile"));
        return Files.writeString(
                folder.resolve(context.getFileName() + ".dockerfile"),
                text.replace("sharing=private", "sharing=locked"));
    }

    @Override
    public void push(Family family) throws IOException, InterruptedException {
        for (Target target : Target.of(family)) {
            List<String> line = line("push", "--quiet", "--tls-verify=false");
            line.add(reference(target));
            commands.run(line);
        }
    }

    private String reference(Target target) {
        return repository + "/" + target.name();
    }

    private List<String> line(String... arguments) {
        List<String> line = new ArrayList<>(List.of(
                "buildah",
                "--root=" + folder.resolve("root"),
                "--runroot=" + folder.resolve("run"),
                "--storage-driver=overlay",
                "--cgroup-manager=cgroupfs"));
        line.addAll(List.of(arguments));
        return line;
    }
}
