package dev.slipway.runner.display;

import dev.slipway.graph.Operation;
import dev.slipway.model.Origin;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.Traffic;
import dev.slipway.runner.failure.Failure;
import java.io.PrintWriter;
import java.time.Clock;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every event as a JSON object in a line of its own, for programs. */
public final class JsonDisplay implements Display {
    private static final Documents DOCUMENTS = new Documents();

    private final PrintWriter out;
    private final Clock clock;

    public JsonDisplay(PrintWriter out, Clock clock) {
        this.out = out;
        this.clock = clock;
    }

    @Override
    public synchronized void on(Event event) {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("time", clock.instant().toString());
        document.putAll(event.accept(DOCUMENTS));
        out.println(Json.line(document));
        out.flush();
    }

    private static Map<String, Object> failure(Failure failure) {
        return map(
                "message",
                failure.headline(),
                "origins",
                failure.origins().stream().map(Origin::describe).toList(),
                "lastLines",
                failure.lastLines(),
                "exitStatus",
                failure.exitStatus());
    }

    private static Map<String, Object> result(Event.ImageResult image) {
        Map<String, Object> document = map(
                "node",
                image.node(),
                "reference",
                image.reference(),
                "digest",
                image.digest().orElse(""),
                "seconds",
                seconds(image.elapsed().orElse(Duration.ZERO)),
                "state",
                image.state().name().toLowerCase(Locale.ROOT));
        image.size().ifPresent(size -> document.put("sizeBytes", size));
        return document;
    }

    private static Map<String, Object> traffic(Optional<Traffic> traffic) {
        return traffic.map(known -> map("sentBytes", known.sent(), "skippedBytes", known.skipped()))
                .orElse(Map.of());
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    /** Keys and values in turn. */
    private static Map<String, Object> map(Object... entries) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < entries.length; i += 2) {
            map.put(String.valueOf(entries[i]), entries[i + 1]);
        }
        return map;
    }

    private static final class Documents implements Event.Cases<Map<String, Object>> {
        @Override
        public Map<String, Object> nodeStarted(Event.NodeStarted event) {
            return map("event", "nodeStarted", "node", event.node());
        }

        @Override
        public Map<String, Object> baseStarted(Event.BaseStarted event) {
            return map(
                    "event", "baseStarted", "node", event.node(), "reference", event.reference(), "how", event.how());
        }

        @Override
        public Map<String, Object> baseProgress(Event.BaseProgress event) {
            return map(
                    "event",
                    "baseProgress",
                    "node",
                    event.node(),
                    "reference",
                    event.reference(),
                    "bytes",
                    event.bytes(),
                    "total",
                    event.total());
        }

        @Override
        public Map<String, Object> baseFinished(Event.BaseFinished event) {
            return map(
                    "event",
                    "baseFinished",
                    "node",
                    event.node(),
                    "reference",
                    event.reference(),
                    "seconds",
                    seconds(event.elapsed()));
        }

        @Override
        public Map<String, Object> operationStarted(Event.OperationStarted event) {
            return operation(
                    "operationStarted", event.node(), event.stage(), event.index(), event.total(), event.operation());
        }

        @Override
        public Map<String, Object> operationFinished(Event.OperationFinished event) {
            Map<String, Object> document = operation(
                    "operationFinished", event.node(), event.stage(), event.index(), event.total(), event.operation());
            document.put("cached", event.cached());
            document.put("seconds", seconds(event.elapsed()));
            return document;
        }

        private static Map<String, Object> operation(
                String event, String node, String stage, int index, int total, Operation operation) {
            List<String> origins =
                    operation.origins().stream().map(Origin::describe).toList();
            return map(
                    "event",
                    event,
                    "node",
                    node,
                    "stage",
                    stage,
                    "index",
                    index,
                    "total",
                    total,
                    "title",
                    operation.title(),
                    "origins",
                    origins);
        }

        @Override
        public Map<String, Object> outputLine(Event.OutputLine event) {
            return map("event", "outputLine", "node", event.node(), "stage", event.stage(), "line", event.line());
        }

        @Override
        public Map<String, Object> checkPassed(Event.CheckPassed event) {
            return map(
                    "event",
                    "checkPassed",
                    "node",
                    event.node(),
                    "command",
                    event.check().command().source(),
                    "cached",
                    event.cached(),
                    "seconds",
                    seconds(event.elapsed()));
        }

        @Override
        public Map<String, Object> nodeFinished(Event.NodeFinished event) {
            return map(
                    "event",
                    "nodeFinished",
                    "node",
                    event.node(),
                    "cached",
                    event.cached(),
                    "seconds",
                    seconds(event.elapsed()));
        }

        @Override
        public Map<String, Object> nodeUnchanged(Event.NodeUnchanged event) {
            return map(
                    "event",
                    "nodeUnchanged",
                    "node",
                    event.node(),
                    "since",
                    event.since().toString());
        }

        @Override
        public Map<String, Object> nodeFailed(Event.NodeFailed event) {
            return map("event", "nodeFailed", "node", event.node(), "failure", failure(event.failure()));
        }

        @Override
        public Map<String, Object> nodeSkipped(Event.NodeSkipped event) {
            return map("event", "nodeSkipped", "node", event.node(), "because", event.because());
        }

        @Override
        public Map<String, Object> uploadStarted(Event.UploadStarted event) {
            return map("event", "uploadStarted", "node", event.node(), "reference", event.reference());
        }

        @Override
        public Map<String, Object> uploadProgress(Event.UploadProgress event) {
            return map(
                    "event",
                    "uploadProgress",
                    "node",
                    event.node(),
                    "reference",
                    event.reference(),
                    "bytes",
                    event.bytes(),
                    "total",
                    event.total());
        }

        @Override
        public Map<String, Object> uploaded(Event.Uploaded event) {
            Map<String, Object> document =
                    map("event", "uploaded", "node", event.node(), "reference", event.reference());
            document.putAll(traffic(event.traffic()));
            document.put("seconds", seconds(event.elapsed()));
            return document;
        }

        @Override
        public Map<String, Object> published(Event.Published event) {
            return map(
                    "event",
                    "published",
                    "node",
                    event.node(),
                    "reference",
                    event.reference(),
                    "digest",
                    event.digest());
        }

        @Override
        public Map<String, Object> saved(Event.Saved event) {
            return map(
                    "event",
                    "saved",
                    "references",
                    event.references(),
                    "path",
                    event.path().toString(),
                    "seconds",
                    seconds(event.elapsed()));
        }

        @Override
        public Map<String, Object> loaded(Event.Loaded event) {
            return map("event", "loaded", "references", event.references(), "seconds", seconds(event.elapsed()));
        }

        @Override
        public Map<String, Object> retrying(Event.Retrying event) {
            return map(
                    "event",
                    "retrying",
                    "operation",
                    event.operation(),
                    "because",
                    event.because(),
                    "delaySeconds",
                    seconds(event.delay()));
        }

        @Override
        public Map<String, Object> mirrorPassedOver(Event.MirrorPassedOver event) {
            return map(
                    "event",
                    "mirrorPassedOver",
                    "registry",
                    event.registry(),
                    "mirror",
                    event.mirror(),
                    "because",
                    event.because());
        }

        @Override
        public Map<String, Object> runFinished(Event.RunFinished event) {
            Map<String, Object> document = map(
                    "event",
                    "runFinished",
                    "images",
                    event.images().stream().map(JsonDisplay::result).toList(),
                    "failures",
                    event.failures().stream().map(JsonDisplay::failure).toList());
            document.putAll(traffic(event.traffic()));
            document.put("seconds", seconds(event.elapsed()));
            return document;
        }
    }
}
