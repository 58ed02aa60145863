package dev.slipway.runner.schedule;

import dev.slipway.runner.engine.BuiltImage;
import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.NamedImage;
import dev.slipway.runner.engine.Publication;
import dev.slipway.runner.engine.WouldRun;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.event.Traffic;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.plan.Plan;
import dev.slipway.runner.plan.PlannedNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Carries out a plan, once.
 *
 * <p>One thread, that of {@link #run}, knows what is ready, done and failed; workers only build and upload, and hand it
 * what to do next. So nothing here is locked, and no worker waits on another.
 *
 * <p>A node is started when all that it needs is built, and uploaded as soon as it is built itself. Tags come last: only
 * when everything else is done, and only if nothing failed; or, with {@code keepGoing}, for the images that came so far;
 * or, {@code perImage}, for each image when it is there itself.
 */
public final class Execution {
    private static final int TRACE_LINES = 20;

    private final Plan plan;
    private final Engine engine;
    private final Limits limits;
    private final Optional<Delivery> delivery;
    private final EventListener events;

    private final Map<String, PlannedNode> nodes = new LinkedHashMap<>();
    private final Map<String, Integer> missing = new HashMap<>();
    private final BlockingQueue<Runnable> reports = new LinkedBlockingQueue<>();
    private final Lane<PlannedNode> builds;
    private final Lane<PlannedNode> transfers;

    private final Set<String> started = new HashSet<>();
    private final Set<String> unfinished = new HashSet<>();
    private final Map<String, BuiltImage> built = new HashMap<>();
    private final Map<String, Duration> elapsed = new HashMap<>();
    private final Map<String, Publication> uploaded = new LinkedHashMap<>();
    private final Map<String, String> published = new HashMap<>();
    private final Set<String> failed = new HashSet<>();
    private final List<Failure> failures = new ArrayList<>();
    private Optional<WouldRun> absent = Optional.empty();
    private Optional<Traffic> traffic = Optional.of(Traffic.NONE);
    private boolean stopping;

    /** @param delivery where the images that were asked for go */
    public Execution(Plan plan, Engine engine, Limits limits, Optional<Delivery> delivery, EventListener events) {
        this.plan = plan;
        this.engine = engine;
        this.limits = limits;
        this.delivery = delivery;
        this.events = events;
        plan.nodes().forEach(node -> nodes.put(node.id(), node));
        plan.nodes().forEach(node -> node.neededBy().forEach(id -> missing.merge(id, 1, Integer::sum)));
        CriticalPath path = new CriticalPath(plan.nodes());
        this.builds = new Lane<>("build", limits.jobs(), path.longestFirst());
        this.transfers = new Lane<>("upload", limits.uploadJobs(), path.longestFirst());
    }

    /**
     * Builds, pushes if the plan says so, and delivers. An interrupt of the calling thread ends the run.
     *
     * @return what went wrong, the first failure first; empty for success
     * @throws WouldRun if the engine only looks, and not all was there; what was told so far is of no use then
     */
    public List<Failure> run() {
        long start = System.nanoTime();
        try {
            plan.nodes().stream().filter(node -> missing(node) == 0).forEach(builds::add);
            work(this::startBuild, this::startUpload);
            if (plan.push() && !limits.perImage() && !stopping) {
                uploaded.keySet().forEach(id -> transfers.add(node(id)));
                work(this::startBuild, this::startPublication);
            }
            if (delivery.isPresent() && failures.isEmpty() && absent.isEmpty()) {
                deliver(delivery.get());
            }
        } catch (InterruptedException e) {
            failures.add(0, new Failure.Interrupted());
            builds.interrupt();
            transfers.interrupt();
        } finally {
            builds.close();
            transfers.close();
        }
        if (absent.isPresent()) {
            throw absent.get();
        }
        skipTheRest();
        events.on(new Event.RunFinished(results(), failures, traffic, since(start)));
        return List.copyOf(failures);
    }

    private void deliver(Delivery order) throws InterruptedException {
        long start = System.nanoTime();
        List<NamedImage> images = plan.nodes().stream()
                .filter(PlannedNode::requested)
                .map(node -> new NamedImage(image(node), node.reference().orElse(node.id())))
                .toList();
        try {
            order.deliver(engine, images, events);
            events.on(order.done(images.stream().map(NamedImage::reference).toList(), since(start)));
        } catch (EngineException e) {
            failures.add(e.failure());
        }
    }

    private void work(Consumer<PlannedNode> build, Consumer<PlannedNode> transfer) throws InterruptedException {
        while (builds.isBusy() || transfers.isBusy()) {
            while (builds.hasNext()) {
                build.accept(builds.next());
            }
            while (transfers.hasNext()) {
                transfer.accept(transfers.next());
            }
            reports.take().run();
        }
    }

    private void startBuild(PlannedNode node) {
        started.add(node.id());
        events.on(new Event.NodeStarted(node.id()));
        start(builds, node, () -> {
            long start = System.nanoTime();
            BuiltImage image = engine.build(node.node(), events);
            Duration duration = since(start);
            return () -> wasBuilt(node, image, duration);
        });
    }

    private void startUpload(PlannedNode node) {
        BuiltImage image = image(node);
        String reference = node.reference().orElseThrow();
        if (image.unchangedSince().isEmpty()) {
            events.on(new Event.UploadStarted(node.id(), reference));
        }
        start(transfers, node, () -> {
            long start = System.nanoTime();
            Publication publication = engine.upload(image, reference, events);
            Duration duration = since(start);
            return () -> wasUploaded(node, reference, publication, duration);
        });
    }

    private void wasUploaded(PlannedNode node, String reference, Publication publication, Duration duration) {
        uploaded.put(node.id(), publication);
        traffic = traffic.flatMap(sum -> publication.traffic().map(sum::plus));
        if (image(node).unchangedSince().isEmpty()) {
            events.on(new Event.Uploaded(node.id(), reference, publication.traffic(), duration));
        }
        if (limits.perImage()) {
            startPublication(node);
        }
    }

    private void startPublication(PlannedNode node) {
        Publication publication = Optional.ofNullable(uploaded.get(node.id())).orElseThrow();
        start(transfers, node, () -> {
            String digest = publication.publish();
            return () -> {
                published.put(node.id(), digest);
                events.on(new Event.Published(node.id(), node.reference().orElseThrow(), digest));
            };
        });
    }

    /** Something that a worker does; what it returns is done by the thread of {@link #run}. */
    private interface Task {
        Runnable call() throws EngineException, InterruptedException;
    }

    private void start(Lane<PlannedNode> lane, PlannedNode node, Task task) {
        unfinished.add(node.id());
        lane.start(() -> {
            Runnable report = outcome(node, task);
            reports.add(() -> {
                lane.finished();
                unfinished.remove(node.id());
                report.run();
            });
        });
    }

    @SuppressWarnings("InterruptedExceptionSwallowed") // The worker ends here, and the run with it.
    private Runnable outcome(PlannedNode node, Task task) {
        try {
            return task.call();
        } catch (EngineException e) {
            return () -> hasFailed(node, e.failure());
        } catch (InterruptedException e) {
            return () -> hasFailed(node, new Failure.Interrupted());
        } catch (WouldRun e) {
            return () -> isAbsent(e);
        } catch (RuntimeException | Error e) {
            return () -> hasFailed(node, unexpected(node, e));
        }
    }

    private static Failure unexpected(PlannedNode node, Throwable cause) {
        return new Failure.Unexpected(
                node.id(),
                cause.toString(),
                Stream.of(cause.getStackTrace())
                        .limit(TRACE_LINES)
                        .map(frame -> "at " + frame)
                        .toList());
    }

    private void wasBuilt(PlannedNode node, BuiltImage image, Duration duration) {
        built.put(node.id(), image);
        elapsed.put(node.id(), duration);
        events.on(image.unchangedSince()
                .<Event>map(since -> new Event.NodeUnchanged(node.id(), since))
                .orElseGet(() -> new Event.NodeFinished(node.id(), image.cached(), duration)));
        if (stopping) {
            return;
        }
        if (plan.push() && node.requested() && node.reference().isPresent()) {
            transfers.add(node);
        }
        for (String id : node.neededBy()) {
            PlannedNode next = node(id);
            missing.put(id, missing(next) - 1);
            if (missing(next) == 0) {
                builds.add(next);
            }
        }
    }

    private void hasFailed(PlannedNode node, Failure failure) {
        failed.add(node.id());
        if (!failures.contains(failure)) {
            failures.add(failure);
        }
        events.on(new Event.NodeFailed(node.id(), failure));
        // An engine that is gone fails every node in the same way.
        if (!limits.keepGoing() || failure instanceof Failure.EngineUnavailable) {
            stop();
        }
    }

    private void isAbsent(WouldRun thing) {
        absent = Optional.of(thing);
        stop();
    }

    private void stop() {
        stopping = true;
        builds.clear();
        transfers.clear();
    }

    private void skipTheRest() {
        for (PlannedNode node : plan.nodes()) {
            if (unfinished.contains(node.id())) {
                events.on(new Event.NodeSkipped(node.id(), "stopped"));
            } else if (!started.contains(node.id())) {
                events.on(new Event.NodeSkipped(node.id(), reason(node)));
            }
        }
    }

    private String reason(PlannedNode node) {
        return node.node().dependencies().stream()
                .filter(id -> nodes.containsKey(id) && !built.containsKey(id))
                .findFirst()
                .map(id -> "needs " + id + ", which was not built")
                .orElse("not started after a failure");
    }

    private List<Event.ImageResult> results() {
        return plan.nodes().stream()
                .filter(PlannedNode::requested)
                .map(node -> new Event.ImageResult(
                        node.id(),
                        node.reference().orElse(""),
                        Optional.ofNullable(published.get(node.id())),
                        Optional.ofNullable(uploaded.get(node.id())).flatMap(Publication::size),
                        Optional.ofNullable(elapsed.get(node.id())),
                        state(node)))
                .toList();
    }

    private Event.State state(PlannedNode node) {
        if (failed.contains(node.id())) {
            return Event.State.FAILED;
        }
        BuiltImage image = built.get(node.id());
        if (image == null) {
            return Event.State.SKIPPED;
        }
        if (published.containsKey(node.id())) {
            return image.unchangedSince().isPresent() ? Event.State.UNCHANGED : Event.State.PUBLISHED;
        }
        return image.cached() ? Event.State.CACHED : Event.State.BUILT;
    }

    private PlannedNode node(String id) {
        return Optional.ofNullable(nodes.get(id)).orElseThrow();
    }

    private BuiltImage image(PlannedNode node) {
        return Optional.ofNullable(built.get(node.id())).orElseThrow();
    }

    private int missing(PlannedNode node) {
        return missing.getOrDefault(node.id(), 0);
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }
}
