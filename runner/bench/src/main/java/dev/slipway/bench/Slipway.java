package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The runner of this checkout with its embedded engine. */
final class Slipway implements Tool {
    static final String NAME = "slipway";

    private static final String IMAGES = "bench-*";

    private final Path runner;
    private final Commands commands;
    private final Path store;
    private final Memory memory = new Memory();
    private String repository = "";

    /**
     * The runner.
     *
     * @param runner its program
     * @param store for all that it keeps
     */
    Slipway(Path runner, Commands commands, Path store) {
        this.runner = runner;
        this.commands = commands;
        this.store = store;
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
        commands.run("rm", "--recursive", "--force", store.toString());
        this.repository = repository;
    }

    @Override
    public void build(Family family) throws IOException, InterruptedException {
        runner(family, "build", IMAGES, "--progress", "quiet");
    }

    @Override
    public void push(Family family) throws IOException, InterruptedException {
        runner(family, "push", IMAGES, "--progress", "quiet", "--release", "--allow-dirty", "--repo", repository);
    }

    /** The packages of an image, with their versions. */
    String packages(Family family, Target target) throws IOException, InterruptedException {
        return commands(family)
                .read(line("shell", target.name(), "--progress", "quiet", "--", "dpkg-query", "--show")
                        .toArray(String[]::new));
    }

    /** The most memory that its processes have ever used, in MiB. */
    int peakMemory() {
        return memory.peak();
    }

    private void runner(Family family, String... arguments) throws IOException, InterruptedException {
        Commands inFamily = commands(family);
        List<String> line = line(arguments);
        Process process = inFamily.start(line);
        memory.watch(process);
        inFamily.finish(process, line);
    }

    private List<String> line(String... arguments) {
        List<String> line = new ArrayList<>(List.of(runner.toString(), arguments[0], "--store", store.toString()));
        line.addAll(List.of(arguments).subList(1, arguments.length));
        return line;
    }

    private Commands commands(Family family) {
        return commands.with(Map.of("SLIPWAY_CATALOG_PATH", family.catalog().toString()));
    }
}
