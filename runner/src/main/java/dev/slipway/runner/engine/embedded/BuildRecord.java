package dev.slipway.runner.engine.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.slipway.graph.Digests;
import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What the steps of a node depended on when it was last built.
 *
 * @param profile what messages call the profile that it was built with; empty for none
 */
record BuildRecord(String profile, List<StepRecord> steps) {
    BuildRecord {
        steps = List.copyOf(steps);
    }

    /** Stands for what a record of these steps says. */
    static String key(String profile, List<NodeBuild.Done> steps) {
        List<Object> parts = new ArrayList<>(List.of(profile));
        steps.forEach(step ->
                parts.addAll(List.of(step.stage(), step.title(), step.inputs().key())));
        return Digests.of(parts.toArray());
    }

    void write(Store store, String node, String key) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add(profile.replace('\n', ' '));
        steps.forEach(step -> lines.add(step.line()));
        store.writeBuild(node, key, lines);
    }

    /** The last one; empty if there is none that this version can read. */
    static Optional<BuildRecord> read(Store store, String node) throws IOException {
        Optional<List<String>> lines = store.readBuild(node);
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        List<StepRecord> steps = new ArrayList<>();
        try {
            for (String line : lines.get().subList(1, lines.get().size())) {
                steps.add(StepRecord.parse(line));
            }
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        return Optional.of(new BuildRecord(lines.get().get(0), steps));
    }

    /** Those of a stage. */
    List<StepRecord> steps(String stage) {
        return steps.stream().filter(step -> step.stage().equals(stage)).toList();
    }
}
