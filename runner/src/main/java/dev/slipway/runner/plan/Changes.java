package dev.slipway.runner.plan;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.ContextFiles;
import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Origin;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How a graph differs from what it was. Digests say what has changed; all else here is to say why. */
public final class Changes {
    private final BuildGraph before;
    private final BuildGraph now;

    private Changes(BuildGraph before, BuildGraph now) {
        this.before = before;
        this.now = now;
    }

    /** The nodes that are not as they were, by id in build order, each with the reasons: at least one. */
    public static Map<String, List<String>> between(BuildGraph before, BuildGraph now) {
        return new Changes(before, now).reasons();
    }

    /** The same where nothing is known of what was: all nodes, for that reason. */
    public static Map<String, List<String>> all(BuildGraph now, String reason) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        now.nodes().forEach(node -> reasons.put(node.id(), List.of(reason)));
        return reasons;
    }

    private Map<String, List<String>> reasons() {
        Map<String, Node> old = before.nodes().stream().collect(Collectors.toMap(Node::id, node -> node));
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        for (Node node : now.nodes()) {
            Stream<String> needed = node.dependencies().stream()
                    .filter(reasons::containsKey)
                    .map(id -> "needs " + id + ", which changed");
            Node was = old.get(node.id());
            List<String> own = was == null ? List.of("is new") : own(was, node);
            List<String> all = Stream.concat(own.stream(), needed).toList();
            if (!all.isEmpty()) {
                reasons.put(node.id(), all);
            } else if (was != null && !was.digest().equals(node.digest())) {
                reasons.put(node.id(), List.of("its definition changed"));
            }
        }
        return reasons;
    }

    private List<String> own(Node was, Node is) {
        List<String> reasons = new ArrayList<>();
        is.stages().forEach(stage -> reasons.addAll(stage(find(was, stage.name()), stage)));
        was.stages().stream()
                .filter(stage -> find(is, stage.name()).isEmpty())
                .forEach(stage -> reasons.add("stage " + stage.name() + " is gone"));
        if (!was.tag().equals(is.tag())) {
            reasons.add("its tag was " + was.tag());
        }
        if (!was.published() && is.published()) {
            reasons.add("was not published");
        }
        if (!promises(was).equals(promises(is))) {
            reasons.add("its checks changed");
        }
        return reasons;
    }

    private List<String> stage(Optional<Stage> found, Stage is) {
        if (found.isEmpty()) {
            return List.of("stage " + is.name() + " is new");
        }
        Stage was = found.get();
        List<String> reasons = new ArrayList<>();
        if (!was.base().equals(is.base())) {
            reasons.add("starts from " + BaseNames.of(is.base()) + ", and started from " + BaseNames.of(was.base()));
        }
        reasons.addAll(operations(was.operations(), is.operations()));
        reasons.addAll(files(
                ContextFiles.of(was, before.family().context()),
                ContextFiles.of(is, now.family().context())));
        return reasons;
    }

    private static List<String> operations(List<Operation> was, List<Operation> is) {
        List<Operation> gone = without(was, is);
        List<Operation> come = without(is, was);
        List<String> reasons = new ArrayList<>();
        come.forEach(operation -> reasons.add("'" + operation.title() + "'"
                + (hasTitle(gone, operation) ? " changed: " : " is new: ") + origins(operation)));
        gone.stream()
                .filter(operation -> !hasTitle(come, operation))
                .forEach(operation -> reasons.add("'" + operation.title() + "' is gone"));
        return reasons.isEmpty() && !instructions(was).equals(instructions(is))
                ? List.of("its steps are in another order")
                : reasons;
    }

    private static List<Operation> without(List<Operation> operations, List<Operation> others) {
        List<Object> known = instructions(others);
        return operations.stream()
                .filter(operation -> !known.contains(operation.instructions()))
                .toList();
    }

    private static List<Object> instructions(List<Operation> operations) {
        return operations.stream().<Object>map(Operation::instructions).toList();
    }

    private static boolean hasTitle(List<Operation> operations, Operation wanted) {
        return operations.stream().anyMatch(operation -> operation.title().equals(wanted.title()));
    }

    private static String origins(Operation operation) {
        return operation.origins().stream().map(Origin::describe).collect(Collectors.joining(", "));
    }

    private static List<String> files(List<ContextFile> was, List<ContextFile> is) {
        List<String> paths = was.stream().map(ContextFile::path).toList();
        List<String> pathsNow = is.stream().map(ContextFile::path).toList();
        Stream<String> changed = is.stream()
                .filter(file -> !was.contains(file))
                .map(file -> "file " + file.path() + (paths.contains(file.path()) ? " changed" : " is new"));
        Stream<String> gone =
                paths.stream().filter(path -> !pathsNow.contains(path)).map(path -> "file " + path + " is gone");
        return Stream.concat(changed, gone).toList();
    }

    private static Optional<Stage> find(Node node, String name) {
        return node.stages().stream().filter(stage -> stage.name().equals(name)).findFirst();
    }

    private static List<String> promises(Node node) {
        return node.checks().stream()
                .map(check -> check.command().source() + "\n" + check.prints().source())
                .toList();
    }
}
