package dev.slipway.bench;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.GraphDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What no engine can be much faster than: {@code make} runs a shell script for every distinct step of the family, on bare
 * overlayfs and runc. It keeps no account of what it has done, and so can do nothing but build all.
 */
final class Floor implements Tool {
    static final String NAME = "floor";

    private static final String SCRIPT = "floor-step";

    private final Commands commands;
    private final Path folder;

    /**
     * The script.
     *
     * @param folder for all that it makes
     */
    Floor(Commands commands, Path folder) {
        this.commands = commands;
        this.folder = folder;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Set<Case> cases() {
        return EnumSet.of(Case.COLD);
    }

    @Override
    public void begin(String repository) throws IOException, InterruptedException {
        commands.run("rm", "--recursive", "--force", folder.toString());
        Files.createDirectories(folder);
    }

    @Override
    public void build(Family family) throws IOException, InterruptedException {
        write(family);
        commands.in(folder)
                .run(
                        "make",
                        "--silent",
                        "--jobs=" + Runtime.getRuntime().availableProcessors(),
                        "--output-sync",
                        "all");
    }

    @Override
    public void push(Family family) {
        throw new UnsupportedOperationException("has no images");
    }

    private void write(Family family) throws IOException {
        List<FloorPlan.Step> steps = steps(family);
        try (InputStream script = Floor.class.getResourceAsStream(SCRIPT)) {
            Files.copy(Objects.requireNonNull(script), folder.resolve(SCRIPT));
        }
        Files.writeString(folder.resolve("Makefile"), FloorFiles.makefile(steps));
        for (int number = 0; number < steps.size(); number++) {
            Path step = Files.createDirectories(folder.resolve(Integer.toString(number)));
            Files.writeString(step.resolve("work.sh"), FloorFiles.work(steps.get(number)));
            if (steps.get(number).work() instanceof FloorPlan.Work.Run run) {
                new ObjectMapper()
                        .writeValue(
                                step.resolve("config.json").toFile(),
                                FloorFiles.configuration(run, step, family.context()));
            }
        }
    }

    static List<FloorPlan.Step> steps(Family family) throws IOException {
        Map<String, Object> document = new ObjectMapper()
                .readValue(family.images().resolve("graph.json").toFile(), new TypeReference<Map<String, Object>>() {});
        return FloorPlan.of(BuildGraph.of(GraphDocument.read(document)));
    }
}
