package dev.slipway.graph;

import dev.slipway.model.ContextFile;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Digests of definitions: equal for equal meaning, whatever the author's names, files and lines. */
public final class Digests {
    private Digests() {}

    /** The digest of stages, of the context files that they name and of what they are built on. */
    static String of(List<Stage> stages, Map<String, ContextFile> context, List<String> dependencies) {
        List<Object> content = new ArrayList<>();
        for (Stage stage : stages) {
            content.add(List.of(stage.name(), stage.base(), instructions(stage)));
            content.add(ContextFiles.of(stage, context.values()));
        }
        content.add(dependencies);
        return sha256(Trees.canonical(content));
    }

    private static List<Instruction> instructions(Stage stage) {
        return stage.operations().stream()
                .flatMap(operation -> operation.instructions().stream())
                .toList();
    }

    /** The digest of records, texts, lists and maps of them, in this order; {@code sha256:} and hexadecimal. */
    public static String of(Object... parts) {
        return sha256(Trees.canonical(List.of(parts)));
    }

    private static String sha256(String text) {
        return "sha256:" + ContextFile.sha256(text.getBytes(StandardCharsets.UTF_8));
    }
}
