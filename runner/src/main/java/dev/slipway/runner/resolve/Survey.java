package dev.slipway.runner.resolve;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.lock.InstallSteps;
import dev.slipway.runner.lock.Lock;
import dev.slipway.runner.lock.LockedFamily;
import dev.slipway.runner.lock.Newer;
import dev.slipway.runner.registry.RegistryException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** What has moved on since a family was locked. */
public final class Survey {
    private final Sources sources;
    private final LockedFamily family;

    public Survey(Sources sources, LockedFamily family) {
        this.sources = sources;
        this.family = family;
    }

    /** Bases and git sources; throws what {@link Sources} does, but for an image that is gone. */
    public SortedSet<Newer> sources() {
        SortedSet<Newer> newer = new TreeSet<>();
        family.lock().bases().forEach((reference, digests) -> {
            String locked = digests.getOrDefault(Lock.DIGEST, "");
            add(newer, Newer.Kind.BASE, reference, locked, digest(reference));
        });
        family.lock().git().forEach((name, commit) -> {
            int hash = name.lastIndexOf('#');
            add(newer, Newer.Kind.GIT, name, commit, sources.commit(name.substring(0, hash), name.substring(hash + 1)));
        });
        return newer;
    }

    private String digest(String reference) {
        try {
            return sources.digests(reference).getOrDefault(Lock.DIGEST, "");
        } catch (RegistryException.NotFound e) {
            return Newer.NONE;
        }
    }

    /**
     * Packages, and releases of axes whose packages have their version: asks apt in the bases of images, with the
     * repositories that images add.
     *
     * @param graph without the lock
     * @param when differs from one time to the next
     */
    public SortedSet<Newer> packages(BuildGraph graph, Engine engine, String when, EventListener events)
            throws EngineException, InterruptedException {
        Map<List<Stage>, Question> questions = new LinkedHashMap<>();
        for (Node node : graph.nodes()) {
            for (Stage stage : node.stages()) {
                for (Optional<String> name : InstallSteps.names(node, stage)) {
                    SortedMap<String, String> versions =
                            name.map(family.lock()::packagesOf).orElseGet(TreeMap::new);
                    Stage place = new Archive(graph).of(node, stage, node.main().name());
                    ask(questions, node, place, versions);
                }
                made(stage)
                        .forEach((base, versions) ->
                                ask(questions, node, new Stage(node.main().name(), base, List.of()), versions));
            }
        }
        Probe probe = new Probe(engine, when);
        SortedSet<Newer> newer = new TreeSet<>();
        for (Map.Entry<List<Stage>, Question> question : questions.entrySet()) {
            newer.addAll(question.getValue().ask(probe, question.getKey(), events));
        }
        return newer;
    }

    private static void ask(
            Map<List<Stage>, Question> questions, Node node, Stage place, SortedMap<String, String> versions) {
        if (!versions.isEmpty()) {
            questions
                    .computeIfAbsent(List.of(place), unused -> new Question(node))
                    .know(node, versions);
        }
    }

    /** The versions of what the base of a stage is made from, if it is made. */
    private Map<Base, SortedMap<String, String>> made(Stage stage) {
        return stage.base() instanceof Base.External external
                ? Map.of(stage.base(), family.lock().madeOf(external.reference().value()))
                : Map.of();
    }

    /** What is wanted to be known of the packages of one place. */
    private static final class Question {
        private final Node node;
        private final Map<Node, SortedMap<String, String>> locked = new LinkedHashMap<>();

        Question(Node node) {
            this.node = node;
        }

        void know(Node other, SortedMap<String, String> versions) {
            locked.computeIfAbsent(other, unused -> new TreeMap<>()).putAll(versions);
        }

        SortedSet<Newer> ask(Probe probe, List<Stage> place, EventListener events)
                throws EngineException, InterruptedException {
            SortedSet<String> names = new TreeSet<>();
            locked.values().forEach(versions -> names.addAll(versions.keySet()));
            SortedMap<String, String> candidates = probe.candidates(node, place, names, events);
            SortedSet<Newer> newer = new TreeSet<>();
            locked.forEach((other, versions) -> versions.forEach((name, version) -> {
                if (!version.equals(Lock.VIRTUAL)) {
                    String now = candidates.getOrDefault(name, Newer.NONE);
                    add(newer, Newer.Kind.PACKAGE, name, version, now);
                    releases(other, version, now, newer);
                }
            }));
            return newer;
        }
    }

    /** A package whose version is that of a release tells which one there is now. */
    private static void releases(Node node, String version, String now, SortedSet<Newer> newer) {
        if (now.equals(Newer.NONE)) {
            return;
        }
        node.variant().forEach((axis, release) -> {
            // A library that all majors share, as libpq is, is newer than its own major's releases.
            if (upstream(version).equals(release) && major(upstream(now)).equals(major(release))) {
                add(newer, Newer.Kind.RELEASE, axis, release, upstream(now));
            }
        });
    }

    /** {@code 16} of {@code 16.13}. */
    private static String major(String release) {
        return release.split("[.~]", 2)[0];
    }

    /** {@code 16.13} of {@code 1:16.13-1.pgdg12+1}. */
    private static String upstream(String version) {
        String withoutEpoch = version.substring(version.indexOf(':') + 1);
        int revision = withoutEpoch.lastIndexOf('-');
        return revision < 0 ? withoutEpoch : withoutEpoch.substring(0, revision);
    }

    private static void add(SortedSet<Newer> newer, Newer.Kind kind, String name, String locked, String available) {
        if (!locked.equals(available)) {
            newer.add(new Newer(kind, name, locked, available));
        }
    }

    /** The base of a stage with the apt repositories on the way to it, and nothing else. */
    private final class Archive {
        private final BuildGraph graph;
        private final List<Operation> repositories = new ArrayList<>();

        Archive(BuildGraph graph) {
            this.graph = graph;
        }

        Stage of(Node node, Stage stage, String name) {
            Base base = bottom(node, stage);
            return new Stage(name, family.base(base), repositories);
        }

        private Base bottom(Node node, Stage stage) {
            Base base = stage.base().accept(new Base.Cases<>() {
                @Override
                public Base external(Base.External external) {
                    return external;
                }

                @Override
                public Base ofImage(Base.OfImage image) {
                    Node below = graph.node(image.image()).orElseThrow();
                    return bottom(below, below.main());
                }

                @Override
                public Base ofStage(Base.OfStage other) {
                    return bottom(node, named(node, other.stage()));
                }
            });
            stage.operations().stream().filter(Archive::isRepository).forEach(repositories::add);
            return base;
        }

        private static Stage named(Node node, String name) {
            return node.stages().stream()
                    .filter(stage -> stage.name().equals(name))
                    .findFirst()
                    .orElseThrow();
        }

        private static boolean isRepository(Operation operation) {
            return operation.instructions().stream()
                    .anyMatch(instruction -> instruction instanceof Instruction.WriteFile file
                            && file.to().value().startsWith("/etc/apt/"));
        }
    }
}
