package dev.slipway.runner.engine.docker;

import dev.slipway.graph.Node;
import dev.slipway.graph.Operation;
import dev.slipway.graph.Stage;
import dev.slipway.model.Base;
import dev.slipway.runner.engine.HiddenValues;
import dev.slipway.runner.engine.LastLines;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Predicate;

/**
 * Makes events of what BuildKit tells of a node's build, and remembers what failed. Of the images below, which are
 * built before, it tells only what fails.
 */
final class BuildProgress {
    private final Node node;
    private final BuildMap map;
    private final HiddenValues hidden;
    private final EventListener events;
    private final LongSupplier nanoTime;
    private final Consumer<SolveStatus.Vertex> others;
    private final Map<String, Vertex> vertexes = new HashMap<>();
    private final Map<String, List<Step>> stages = new HashMap<>();
    private Optional<Failed> failed = Optional.empty();
    private boolean cached = true;

    /** @param others is told of what BuildKit does for reasons of its own */
    BuildProgress(
            Node node,
            BuildMap map,
            HiddenValues hidden,
            EventListener events,
            LongSupplier nanoTime,
            Consumer<SolveStatus.Vertex> others) {
        this.node = node;
        this.map = map;
        this.hidden = hidden;
        this.events = events;
        this.nanoTime = nanoTime;
        this.others = others;
        for (Stage stage : node.stages()) {
            List<Step> steps = new ArrayList<>();
            for (Operation operation : stage.operations()) {
                steps.add(new Step(stage, steps.size() + 1, operation));
            }
            stages.put(stage.name(), steps);
        }
    }

    /** What failed, and where. */
    record Failed(Place place, Failure failure) {}

    /** Something that is being done, and has to be done soon. */
    record Running(Place place, long deadline, List<String> lastLines) {}

    void on(SolveStatus status) {
        status.vertexes().forEach(this::on);
        status.transfers().forEach(this::on);
        status.logs().forEach(this::on);
    }

    private void on(SolveStatus.Vertex news) {
        Optional<BuildMap.Spot> spot = map.find(news.name());
        if (spot.isEmpty()) {
            others.accept(news);
            return;
        }
        Vertex vertex = vertexes.computeIfAbsent(news.digest(), digest -> new Vertex(spot.get()));
        boolean runs = news.started().isPresent() && news.completed().isEmpty() && !news.cached();
        if (runs && (!vertex.begun || vertex.completed)) {
            vertex.begin();
        }
        if (news.completed().isPresent() && !vertex.completed) {
            vertex.complete(news);
        }
    }

    private void on(SolveStatus.Transfer transfer) {
        Vertex vertex = vertexes.get(transfer.vertex());
        boolean moves = transfer.id().startsWith("sha256:") || transfer.id().startsWith("extracting ");
        if (vertex != null && moves && vertex.place() instanceof Place.OfBase base) {
            vertex.pull(base);
        }
    }

    private void on(SolveStatus.Log log) {
        Vertex vertex = vertexes.get(log.vertex());
        if (vertex != null) {
            vertex.print(log);
        }
    }

    /** The build is over, and all is well: what BuildKit had nothing to do for is done as well. */
    void succeeded() {
        finishBases(base -> true);
        stages.values().forEach(steps -> steps.forEach(Step::finish));
    }

    /** A layer of a base is a vertex' work like any other: that all of them are there shows only in what comes next. */
    private void finishBases(Predicate<Place.OfBase> which) {
        vertexes.values().stream()
                .filter(vertex -> vertex.place() instanceof Place.OfBase base && which.test(base))
                .forEach(Vertex::finishPull);
    }

    private static boolean isBaseOf(Place.OfBase base, Stage stage) {
        return stage.base() instanceof Base.External external
                && external.reference().value().equals(base.reference());
    }

    /** What failed first. */
    Optional<Failed> failed() {
        return failed;
    }

    /** Goes on with another try at what failed, and all that was not done. */
    void tryAgain() {
        failed = Optional.empty();
        vertexes.values().removeIf(vertex -> vertex.broken || !vertex.completed);
    }

    /** Whether nothing had to be done for the image. */
    boolean cached() {
        return cached;
    }

    /** What has to be done next of all that is being done. */
    Optional<Running> mostUrgent() {
        return vertexes.values().stream()
                .filter(vertex -> vertex.begun && !vertex.completed && isOwn(vertex.place()))
                .flatMap(vertex -> vertex.running().stream())
                .min(Comparator.comparingLong(running -> running.deadline() - nanoTime.getAsLong()));
    }

    private boolean isOwn(Place place) {
        return place.node().equals(node.id());
    }

    /** A step of the node. */
    private final class Step {
        private final Stage stage;
        private final int index;
        private final Operation operation;
        private final Set<String> missing;
        private Duration elapsed = Duration.ZERO;
        private boolean ran;
        private boolean finished;

        Step(Stage stage, int index, Operation operation) {
            this.stage = stage;
            this.index = index;
            this.operation = operation;
            this.missing = new HashSet<>(map.keys(node.id(), stage.name(), index));
        }

        void start() {
            if (!ran && !finished) {
                ran = true;
                cached = false;
                finishBases(base -> isBaseOf(base, stage));
                finishSettingsBefore();
                events.on(new Event.OperationStarted(node.id(), stage.name(), index, size(), operation));
            }
        }

        void completed(Vertex vertex, Duration took) {
            if (vertex.begun) {
                elapsed = elapsed.plus(took);
            }
            boolean more = vertexes.values().stream()
                    .anyMatch(other -> !other.completed && other.spot.key().equals(vertex.spot.key()));
            if (!more) {
                missing.remove(vertex.spot.key());
            }
            if (missing.isEmpty()) {
                finish();
            }
        }

        void finish() {
            if (!finished) {
                finished = true;
                finishSettingsBefore();
                events.on(
                        new Event.OperationFinished(node.id(), stage.name(), index, size(), operation, !ran, elapsed));
            }
        }

        /** Steps that change the configuration only are no vertices: they are done when the next one is. */
        private void finishSettingsBefore() {
            steps(stage.name()).stream()
                    .filter(step -> step.index < index && step.missing.isEmpty())
                    .forEach(Step::finish);
        }

        private int size() {
            return stage.operations().size();
        }
    }

    private List<Step> steps(String stage) {
        return stages.getOrDefault(stage, List.of());
    }

    /** A vertex that means something to us. */
    private final class Vertex {
        private final BuildMap.Spot spot;
        private final LastLines lines = new LastLines(this::tell);
        private final OutputLines output = new OutputLines(hidden.in(lines));
        private final Set<Instant> printed = new HashSet<>();
        private boolean begun;
        private boolean completed;
        private boolean broken;
        private boolean pulled;
        private Optional<Instant> pulledSince = Optional.empty();
        private long since;

        Vertex(BuildMap.Spot spot) {
            this.spot = spot;
        }

        Place place() {
            return spot.place();
        }

        /** Downloads are done twice: first they are looked at, then they are made. */
        void begin() {
            begun = true;
            completed = false;
            since = nanoTime.getAsLong();
            if (isOwn(place())) {
                place().accept(new Beginning());
            }
        }

        void pull(Place.OfBase base) {
            if (pulledSince.isEmpty() && isOwn(base)) {
                pulledSince = Optional.of(Instant.now());
                events.on(new Event.BaseStarted(base.node(), base.reference(), "pull"));
            }
        }

        void finishPull() {
            if (pulledSince.isPresent() && !pulled && place() instanceof Place.OfBase base) {
                pulled = true;
                Duration took = Duration.between(pulledSince.get(), Instant.now());
                events.on(new Event.BaseFinished(base.node(), base.reference(), took));
            }
        }

        /** Builds that share a vertex tell of it one by one. */
        void print(SolveStatus.Log log) {
            if (printed.add(log.time())) {
                output.add(log.data());
            }
        }

        private void tell(String line) {
            if (isOwn(place())) {
                place().stageName().ifPresent(stage -> events.on(new Event.OutputLine(node.id(), stage, line)));
            }
        }

        void complete(SolveStatus.Vertex news) {
            completed = true;
            output.end();
            if (!news.error().isEmpty()) {
                broken = true;
                fail(news.error());
            } else if (isOwn(place())) {
                Duration took = Duration.between(
                        news.started().orElse(Instant.EPOCH), news.completed().orElse(Instant.EPOCH));
                place().accept(new Completion(this, took));
            }
        }

        private void fail(String error) {
            if (failed.isEmpty() && !VertexError.isCancellation(error)) {
                failed = Optional.of(new Failed(place(), new VertexError(error, lines.lines()).failure(place())));
            }
        }

        Optional<Running> running() {
            return place().limit().map(limit -> new Running(place(), since + limit.toNanos(), lines.lines()));
        }
    }

    /** What is told when a vertex begins. */
    private final class Beginning implements Place.Cases<Boolean> {
        @Override
        public Boolean base(Place.OfBase base) {
            return true;
        }

        @Override
        public Boolean step(Place.OfStep step) {
            steps(step.stage()).get(step.index() - 1).start();
            return true;
        }

        @Override
        public Boolean check(Place.OfCheck check) {
            finishSettings();
            return true;
        }
    }

    /** Images are complete when they are checked. */
    private void finishSettings() {
        stages.values().stream()
                .flatMap(List::stream)
                .filter(step -> step.missing.isEmpty())
                .forEach(Step::finish);
    }

    /** What is told when a vertex is done. */
    private final class Completion implements Place.Cases<Boolean> {
        private final Vertex vertex;
        private final Duration took;

        Completion(Vertex vertex, Duration took) {
            this.vertex = vertex;
            this.took = took;
        }

        @Override
        public Boolean base(Place.OfBase base) {
            return vertex.begun;
        }

        @Override
        public Boolean step(Place.OfStep step) {
            steps(step.stage()).get(step.index() - 1).completed(vertex, took);
            return vertex.begun;
        }

        @Override
        public Boolean check(Place.OfCheck check) {
            finishSettings();
            events.on(new Event.CheckPassed(node.id(), check.check(), !vertex.begun, took));
            return vertex.begun;
        }
    }
}
