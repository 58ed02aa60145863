package dev.slipway.runner.resolve;

import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.ForwardingEngine;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.lock.InstallSteps;
import dev.slipway.runner.lock.Lock;
import dev.slipway.runner.lock.LockedFamily;
import dev.slipway.runner.lock.LockedInstall;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Builds images as another engine does, and locks what it builds: of each step that installs packages, it lets apt choose
 * what is not locked yet, writes down what it chose, and builds the step once more as the lock has it. So what is locked has
 * been built.
 *
 * <p>It is given a family whose bases and git sources are locked, and its packages as far as they are to stay.
 */
public final class LockingEngine extends ForwardingEngine {
    private final Engine engine;
    private final LockedFamily family;
    private final Lock before;
    private final String when;
    private final Probe probe;
    private final SortedMap<String, SortedMap<String, String>> found = new TreeMap<>();

    /**
     * A locking engine.
     *
     * @param before the lock as it was, with entries that are to move
     * @param when differs from one time to the next: letters, digits and dashes
     */
    public LockingEngine(Engine engine, LockedFamily family, Lock before, String when) {
        this.engine = engine;
        this.family = family;
        this.before = before;
        this.when = when;
        this.probe = new Probe(engine, when);
    }

    /** The versions that the steps of all images install that were built. */
    public Lock packages() {
        synchronized (found) {
            return new Lock(new TreeMap<>(), new TreeMap<>(), new TreeMap<>(), found);
        }
    }

    @Override
    protected Engine engine() {
        return engine;
    }

    /** @param node without a lock */
    @Override
    public BuiltImage build(Node node, EventListener events) throws EngineException, InterruptedException {
        List<Stage> stages = new ArrayList<>();
        for (Stage stage : node.stages()) {
            stages.add(new StageLock(node, List.copyOf(stages), stage, events).locked());
        }
        return engine.build(node.with(stages, node.digest()), events);
    }

    /** A stage of which the steps so far are locked. */
    private final class StageLock {
        private final Node node;
        private final List<Stage> earlier;
        private final Stage stage;
        private final EventListener events;
        private final Base base;
        private final List<Operation> done = new ArrayList<>();
        private Optional<SortedMap<String, String>> installed = Optional.empty();

        StageLock(Node node, List<Stage> earlier, Stage stage, EventListener events) {
            this.node = node;
            this.earlier = earlier;
            this.stage = stage;
            this.events = events;
            this.base = family.base(stage.base());
        }

        Stage locked() throws EngineException, InterruptedException {
            List<Optional<String>> names = InstallSteps.names(node, stage);
            for (int i = 0; i < names.size(); i++) {
                Operation step = family.sourced(stage.operations().get(i));
                done.add(names.get(i).isPresent() ? locked(step, names.get(i).get()) : step);
            }
            return new Stage(stage.name(), base, done);
        }

        private Operation locked(Operation step, String name) throws EngineException, InterruptedException {
            SortedMap<String, String> kept = family.lock().packagesOf(name);
            SortedMap<String, String> earlierState = installed();
            boolean asks = !step.packages().isEmpty() || !kept.isEmpty();
            Operation tried = asks ? preferring(step, name, kept) : step;
            SortedMap<String, String> after = installedAfter(tried);
            if (!asks && !after.equals(earlierState)) {
                // It may have been found as it was made long ago, with what the archive had then.
                after = installedAfter(LockedInstall.preferring(step, kept, when));
            }
            SortedMap<String, String> versions = versions(step, kept, earlierState, after);
            installed = Optional.of(after);
            // Be it that there are none: so it is known to have been looked at.
            synchronized (found) {
                found.put(name, versions);
            }
            return new LockedFamily(packages(), family.profile(), family.command()).operation(step, Optional.of(name));
        }

        /** Where all is locked, the step is the one that the lock has, and need not be done twice. */
        private Operation preferring(Operation step, String name, SortedMap<String, String> kept) {
            Set<String> named = InstallSteps.named(step).collect(Collectors.toSet());
            boolean complete = kept.keySet().containsAll(named) && kept.equals(before.packagesOf(name));
            return complete ? LockedInstall.preferring(step, kept) : LockedInstall.preferring(step, kept, when);
        }

        private SortedMap<String, String> installed() throws EngineException, InterruptedException {
            if (installed.isEmpty()) {
                installed = Optional.of(probe.installed(node, with(done), events));
            }
            return installed.get();
        }

        private SortedMap<String, String> installedAfter(Operation step) throws EngineException, InterruptedException {
            List<Operation> operations = new ArrayList<>(done);
            operations.add(step);
            return probe.installed(node, with(operations), events);
        }

        private List<Stage> with(List<Operation> operations) {
            List<Stage> stages = new ArrayList<>(earlier);
            stages.add(new Stage(stage.name(), base, operations));
            return stages;
        }
    }

    /** What a step has installed; and what it names, so that it is known to be looked at, even if it was there before. */
    private static SortedMap<String, String> versions(
            Operation step,
            SortedMap<String, String> kept,
            Map<String, String> earlier,
            SortedMap<String, String> after) {
        SortedMap<String, String> versions = new TreeMap<>();
        after.forEach((name, version) -> {
            if (!version.equals(earlier.get(name))) {
                versions.put(name, kept.getOrDefault(name, version));
            }
        });
        InstallSteps.named(step).forEach(name -> versions.putIfAbsent(name, after.getOrDefault(name, Lock.VIRTUAL)));
        return versions;
    }
}
