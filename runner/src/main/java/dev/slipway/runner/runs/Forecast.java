package dev.slipway.runner.runs;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.plan.Plan;
import dev.slipway.runner.plan.PlannedNode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * How long a run will still take, if its steps take as long as the last time. That is at least as long as the longest chain
 * of nodes that wait for each other, and as all steps on that many workers.
 */
public final class Forecast implements EventListener {
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    private final Plan plan;
    private final int jobs;
    private final Clock clock;
    private final Supplier<Map<String, Duration>> memory;
    private @Nullable Map<String, Duration> before;
    private final Map<String, List<String>> left = new HashMap<>();
    private final Map<String, Instant> since = new HashMap<>();
    private final Map<String, Duration> taken = new LinkedHashMap<>();

    /** @param memory of earlier runs, asked for when it is needed */
    public Forecast(Plan plan, int jobs, Clock clock, Supplier<Map<String, Duration>> memory) {
        this.plan = plan;
        this.jobs = jobs;
        this.clock = clock;
        this.memory = memory;
        plan.nodes().forEach(node -> left.put(node.id(), steps(node)));
    }

    /** What a step is remembered by. */
    static String key(String node, String stage, String title) {
        return node + " " + stage + " " + BLANKS.matcher(title).replaceAll(" ");
    }

    private static List<String> steps(PlannedNode planned) {
        List<String> steps = new ArrayList<>();
        planned.node()
                .stages()
                .forEach(stage -> stage.operations()
                        .forEach(operation -> steps.add(key(planned.id(), stage.name(), operation.title()))));
        return steps;
    }

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.OperationStarted started) {
            since.put(started.node(), clock.instant());
        } else if (event instanceof Event.OperationFinished finished) {
            finished(finished);
        } else if (event instanceof Event.OfNode about && event instanceof Event.Milestone) {
            left.remove(about.node());
            since.remove(about.node());
        }
    }

    private void finished(Event.OperationFinished event) {
        String key = key(event.node(), event.stage(), event.operation().title());
        Optional.ofNullable(left.get(event.node())).ifPresent(steps -> steps.remove(key));
        since.remove(event.node());
        if (event.cached()) {
            // Where it has never been done for this node, another has done it for both.
            taken.putIfAbsent(key, Duration.ZERO);
        } else {
            taken.put(key, event.elapsed());
        }
    }

    /** Empty where something is still to be done that was never done before. */
    public synchronized Optional<Duration> left(Instant now) {
        Map<String, Duration> known = known();
        Map<String, Duration> paths = new HashMap<>();
        Duration sum = Duration.ZERO;
        Duration longest = Duration.ZERO;
        for (int i = plan.nodes().size() - 1; i >= 0; i--) {
            PlannedNode node = plan.nodes().get(i);
            List<String> steps = left.getOrDefault(node.id(), List.of());
            if (!known.keySet().containsAll(steps)) {
                return Optional.empty();
            }
            Duration own = own(steps, known, Optional.ofNullable(since.get(node.id())), now);
            Duration behind = node.neededBy().stream()
                    .map(id -> paths.getOrDefault(id, Duration.ZERO))
                    .reduce(Duration.ZERO, Forecast::longer);
            paths.put(node.id(), behind.plus(own));
            longest = longer(longest, behind.plus(own));
            sum = sum.plus(own);
        }
        Duration all = longer(longest, sum.dividedBy(jobs));
        return Optional.of(all).filter(time -> time.toSeconds() > 0);
    }

    private static Duration own(List<String> steps, Map<String, Duration> known, Optional<Instant> since, Instant now) {
        Duration own = steps.stream().map(known::get).reduce(Duration.ZERO, Duration::plus);
        Duration gone = since.map(start -> Duration.between(start, now)).orElse(Duration.ZERO);
        return longer(Duration.ZERO, own.minus(gone));
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    private Map<String, Duration> known() {
        Map<String, Duration> known = before;
        if (known == null) {
            known = memory.get();
            before = known;
        }
        return known;
    }

    /** How long steps took in this run; empty where none was done. */
    public synchronized Map<String, Duration> taken() {
        if (taken.values().stream().allMatch(Duration.ZERO::equals)) {
            return Map.of();
        }
        Map<String, Duration> known = known();
        Map<String, Duration> news = new LinkedHashMap<>(taken);
        news.entrySet().removeIf(time -> time.getValue().isZero() && known.containsKey(time.getKey()));
        return news;
    }
}
