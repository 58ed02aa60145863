package dev.slipway.runner.engine;

import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.runner.archive.ArchiveTarget;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.event.Traffic;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.plan.Rerun;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageManifest;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Builds nothing, remembers what it was asked for, and fails where it is told to. */
public final class FakeEngine implements Engine {
    /**
     * {@code build ID}, {@code built ID}, {@code adopt ID as REFERENCE}, {@code upload REFERENCE}, {@code publish
     * REFERENCE}, {@code save REFERENCES to PATH}, {@code attach ID: COMMAND}, {@code attach before 'COMMAND': COMMAND}, {@code why ID}, {@code tidy}, {@code close}.
     */
    public final List<String> log = Collections.synchronizedList(new ArrayList<>());

    /** Of whatever it publishes. */
    public static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    /** Of each upload. */
    public static final long SIZE = 12_345_678;

    public static final Traffic TRAFFIC = new Traffic(2_000, 30_000);

    /** The exit code of whatever runs in an image. */
    public static final int ATTACHED = 42;

    public final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger running = new AtomicInteger();
    private final Set<String> built = ConcurrentHashMap.newKeySet();
    private final Map<String, Failure> failures = new HashMap<>();
    private final Map<String, CountDownLatch> gates = new HashMap<>();
    private final Map<String, CountDownLatch> signals = new HashMap<>();
    private final Map<String, Rerun> reruns = new HashMap<>();
    private final Map<Failure, Scene> scenes = new HashMap<>();
    private final Map<String, Instant> unchanged = new HashMap<>();
    private final Set<String> silent = new HashSet<>();
    private final Set<String> broken = new HashSet<>();
    private final Set<String> absent = new HashSet<>();
    private Optional<ImageManifest> pushed = Optional.empty();
    private Descriptor stored = new Descriptor(ImageManifest.OCI, DIGEST, 2);

    /** Lets the build of a node, the upload of a reference or its publication fail. */
    public FakeEngine fail(String action, Failure failure) {
        failures.put(action, failure);
        return this;
    }

    /** Would do a step first of all of its node. */
    public FakeEngine wouldRun(Rerun rerun) {
        reruns.put(rerun.node(), rerun);
        return this;
    }

    /** Only looks, and does not find a node. */
    public FakeEngine lack(String node) {
        absent.add(node);
        return this;
    }

    /** Has a state before a failure, in which a command failed. */
    public FakeEngine leaveScene(Failure failure, String... command) {
        scenes.put(failure, new FakeScene(List.of(command)));
        return this;
    }

    /** Uploads this image and no other. */
    public FakeEngine publishing(ImageManifest manifest) {
        pushed = Optional.of(manifest);
        return this;
    }

    /** Finds the image of a node in its registry. */
    public FakeEngine find(String node, Instant since) {
        unchanged.put(node, since);
        return this;
    }

    /** Has somebody else upload what is called so, and does not know it. */
    public FakeEngine publishing(Descriptor manifest) {
        pushed = Optional.empty();
        stored = manifest;
        return this;
    }

    /** Does not tell what it took to upload a reference. */
    public FakeEngine silent(String reference) {
        silent.add(reference);
        return this;
    }

    /** Lets building a node throw what no engine should. */
    public FakeEngine breakDown(String node) {
        broken.add(node);
        return this;
    }

    /** Lets an action wait until the latch is open. */
    public FakeEngine hold(String action, CountDownLatch gate) {
        gates.put(action, gate);
        return this;
    }

    /** Opens the latch when an action begins. */
    public FakeEngine signal(String action, CountDownLatch signal) {
        signals.put(action, signal);
        return this;
    }

    @Override
    public BuiltImage build(Node node, EventListener events) throws EngineException, InterruptedException {
        if (!unchanged.containsKey(node.id()) && !built.containsAll(node.dependencies())) {
            throw new IllegalStateException(node.id() + " was started before what it needs");
        }
        most.accumulateAndGet(running.incrementAndGet(), Math::max);
        try {
            log.add("build " + node.id());
            report(node, events);
            if (broken.contains(node.id())) {
                throw new IllegalStateException("broken");
            }
            if (absent.contains(node.id())) {
                throw new WouldRun();
            }
            act("build " + node.id());
            built.add(node.id());
            log.add("built " + node.id());
            return Optional.ofNullable(unchanged.get(node.id()))
                    .map(since -> BuiltImage.unchanged(node.id(), since))
                    .orElseGet(() -> new BuiltImage(node.id(), false));
        } finally {
            running.decrementAndGet();
        }
    }

    @Override
    public void adopt(Node node, String reference, EventListener events) {
        log.add("adopt " + node.id() + " as " + reference);
        built.add(node.id());
    }

    private static void report(Node node, EventListener events) {
        List<Operation> operations = node.main().operations();
        for (int i = 0; i < operations.size(); i++) {
            Operation operation = operations.get(i);
            String stage = node.main().name();
            events.on(new Event.OperationStarted(node.id(), stage, i + 1, operations.size(), operation));
            events.on(new Event.OutputLine(node.id(), stage, "output of " + operation.title()));
            events.on(new Event.OperationFinished(
                    node.id(), stage, i + 1, operations.size(), operation, false, Duration.ofMillis(1500)));
        }
    }

    @Override
    public Publication upload(BuiltImage image, String reference, EventListener events)
            throws EngineException, InterruptedException {
        log.add("upload " + reference);
        act("upload " + reference);
        return new Publication() {
            @Override
            public Descriptor manifest() {
                return pushed.map(ImageManifest::descriptor).orElse(stored);
            }

            @Override
            public Optional<ImageManifest> image() {
                return pushed;
            }

            @Override
            public Optional<Path> file(Descriptor blob) {
                return Optional.empty();
            }

            @Override
            public Optional<Traffic> traffic() {
                return silent.contains(reference) ? Optional.empty() : Optional.of(TRAFFIC);
            }

            @Override
            public Optional<Long> size() {
                return silent.contains(reference) ? Optional.empty() : Optional.of(SIZE);
            }

            @Override
            public String publish() throws EngineException, InterruptedException {
                log.add("publish " + reference);
                act("publish " + reference);
                return DIGEST;
            }
        };
    }

    @Override
    public void save(List<NamedImage> images, ArchiveTarget target, EventListener events)
            throws EngineException, InterruptedException {
        String names = images.stream().map(NamedImage::reference).collect(Collectors.joining(", "));
        log.add("save " + names + " to " + target.path());
        act("save");
    }

    @Override
    public void export(List<NamedImage> images, OutputStream out, EventListener events) {
        throw new IllegalStateException("no daemon takes images that were not built");
    }

    @Override
    public int attach(BuiltImage image, List<String> command, EventListener events)
            throws EngineException, InterruptedException {
        log.add("attach " + image.node() + ": " + String.join(" ", command));
        act("attach");
        return ATTACHED;
    }

    @Override
    public Optional<Rerun> why(Node node) {
        log.add("why " + node.id());
        return Optional.ofNullable(reruns.get(node.id()));
    }

    @Override
    public Optional<String> baseDigest(String reference) {
        return Optional.empty();
    }

    @Override
    public Optional<Scene> scene(Failure failure) {
        return Optional.ofNullable(scenes.get(failure));
    }

    private final class FakeScene implements Scene {
        private final List<String> command;

        FakeScene(List<String> command) {
            this.command = command;
        }

        @Override
        public List<String> command() {
            return command;
        }

        @Override
        public int attach(List<String> words) {
            log.add("attach before '" + String.join(" ", command) + "': " + String.join(" ", words));
            return ATTACHED;
        }
    }

    private void act(String action) throws EngineException, InterruptedException {
        CountDownLatch signal = signals.get(action);
        if (signal != null) {
            signal.countDown();
        }
        CountDownLatch gate = gates.get(action);
        if (gate != null) {
            gate.await();
        }
        Failure failure = failures.get(action);
        if (failure != null) {
            throw new EngineException(failure);
        }
    }

    @Override
    public void tidy() throws EngineException, InterruptedException {
        log.add("tidy");
        act("tidy");
    }

    @Override
    public void close() {
        log.add("close");
    }
}
