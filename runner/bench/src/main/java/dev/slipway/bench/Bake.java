package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** {@code docker buildx bake} with the generated Bake file, on the BuildKit in Docker's daemon. */
final class Bake implements Tool {
    static final String NAME = "docker buildx bake";

    private final Commands commands;
    private String repository = "";

    /**
     * Docker.
     *
     * @param commands with {@code DOCKER_HOST} set
     */
    Bake(Commands commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Case> cases() {
        return EnumSet.allOf(Case.class);
    }

    @Override
    public void begin(String repository) throws IOException, InterruptedException {
        forget(commands);
        this.repository = repository;
    }

    @Override
    public void build(Family family) throws IOException, InterruptedException {
        bake(commands, List.of(family.images().resolve(Target.FILE), family.network()), repository, Map.of());
    }

    @Override
    public void push(Family family) throws IOException, InterruptedException {
        List<Process> pushes = new ArrayList<>();
        List<List<String>> lines = new ArrayList<>();
        // Docker pushes one image at a time; a shell would start them all, too.
        for (Target target : Target.of(family)) {
            List<String> line = List.of("docker", "push", "--quiet", repository + "/" + target.name());
            lines.add(line);
            pushes.add(commands.start(line));
        }
        for (int i = 0; i < pushes.size(); i++) {
            commands.finish(pushes.get(i), lines.get(i));
        }
    }

    static void forget(Commands commands) throws IOException, InterruptedException {
        commands.run("docker", "system", "prune", "--all", "--force");
    }

    static void bake(Commands commands, List<Path> files, String repository, Map<String, String> variables)
            throws IOException, InterruptedException {
        List<String> line =
                new ArrayList<>(List.of("docker", "buildx", "bake", "--progress=plain", "--provenance=false"));
        files.forEach(file -> line.add("--file=" + file));
        commands.in(files.get(0).resolveSibling("."))
                .with(variables)
                .with(Map.of("DOCKER_REPO", repository))
                .run(line);
    }
}
