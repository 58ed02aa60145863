package dev.slipway.runner.display;

import dev.slipway.model.Origin;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.failure.Failure;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * For a log of GitHub Actions: what happens to an image is a group of lines that one can unfold, printed when it is over,
 * since groups cannot be inside or beside each other; and what failed is told at the line of the definition.
 */
public final class GitHubDisplay implements Display {
    private final PrintWriter out;
    private final Summary summary;
    private final Function<Origin, Optional<String>> files;
    private final Supplier<String> words;
    private final EventLines lines = new EventLines(new Palette(false));
    private final Map<String, List<String>> pending = new HashMap<>();

    /**
     * @param files the path of the file with an annotation, from the top of the repository
     * @param words that nobody can guess, a new one each time
     */
    public GitHubDisplay(
            PrintWriter out, Summary summary, Function<Origin, Optional<String>> files, Supplier<String> words) {
        this.out = out;
        this.summary = summary;
        this.files = files;
        this.words = words;
    }

    @Override
    public synchronized void on(Event event) {
        if (event instanceof Event.NodeStarted started) {
            pending.put(started.node(), new ArrayList<>());
            out.println("[" + started.node() + "] started");
        } else if (event instanceof Event.Milestone) {
            tell(event);
        } else if (event instanceof Event.RunFinished run) {
            asText(() -> summary.print(run, out, out));
        } else {
            keep(event);
        }
        out.flush();
    }

    private void keep(Event event) {
        List<String> group = event instanceof Event.OfNode about ? pending.get(about.node()) : null;
        if (group == null) {
            lines.prefixed(event).ifPresent(line -> asText(() -> out.println(line)));
        } else {
            event.accept(lines).ifPresent(group::add);
        }
    }

    private void tell(Event event) {
        String title = lines.prefixed(event).orElseThrow();
        List<String> group = event instanceof Event.OfNode about
                ? Objects.requireNonNullElse(pending.remove(about.node()), List.<String>of())
                : List.of();
        if (group.isEmpty()) {
            out.println(title);
        } else {
            out.println("::group::" + data(title));
            asText(() -> group.forEach(out::println));
            out.println("::endgroup::");
        }
        if (event instanceof Event.NodeFailed failed) {
            annotate(failed);
        }
    }

    /** Lines in which nobody looks for commands, as programs may print some. */
    private void asText(Runnable printing) {
        String word = words.get();
        out.println("::stop-commands::" + word);
        printing.run();
        out.println("::" + word + "::");
    }

    private void annotate(Event.NodeFailed event) {
        Failure failure = event.failure();
        Stream<String> place = failure.origins().stream()
                .limit(1)
                .flatMap(origin -> files.apply(origin).stream()
                        .flatMap(file -> Stream.of("file=" + property(file), "line=" + Math.max(1, origin.line()))));
        String properties = Stream.concat(place, Stream.of("title=" + property(event.node())))
                .collect(Collectors.joining(","));
        out.println("::error " + properties + "::" + data(Harmless.line(failure.headline())));
    }

    private static String data(String text) {
        return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
    }

    private static String property(String text) {
        return data(text).replace(":", "%3A").replace(",", "%2C");
    }
}
