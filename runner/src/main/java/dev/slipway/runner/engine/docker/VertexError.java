package dev.slipway.runner.engine.docker;

import dev.slipway.runner.failure.Failure;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Why a vertex failed, in BuildKit's words.
 *
 * @param lastLines of what it printed
 */
record VertexError(String message, List<String> lastLines) {
    private static final Pattern EXIT_CODE =
            Pattern.compile("(?s).*did not complete successfully: exit code: ([0-9]+).*");
    private static final Pattern CANCELLED = Pattern.compile("(?is).*(context canceled|code = Canceled).*");
    /** Of Go's network library, and what registries answer that let nobody in. */
    private static final Pattern REGISTRY = Pattern.compile(
            "(?is).*(connection refused|no such host|i/o timeout|deadline exceeded|network is unreachable"
                    + "|server misbehaving|certificate|unauthorized|insufficient_scope|authorization failed|forbidden"
                    + "|toomanyrequests|EOF|HTTP response to HTTPS client|[45][0-9][0-9] [A-Z][a-z]).*");

    /** Whether it ended only because something else did. */
    static boolean isCancellation(String message) {
        return CANCELLED.matcher(message).matches();
    }

    /** Whether a registry did not do what it should, for whatever it has. */
    static boolean isOfRegistry(String message) {
        return REGISTRY.matcher(message).matches() && !message.contains("not found");
    }

    Failure failure(Place place) {
        return place.accept(new Place.Cases<>() {
            @Override
            public Failure base(Place.OfBase base) {
                return isOfRegistry(message)
                        ? new Failure.RegistryUnavailable("Cannot pull " + base.pulled() + ": " + message)
                        : new Failure.BaseFailed(base.node(), base.reference(), message, List.of());
            }

            @Override
            public Failure step(Place.OfStep step) {
                return new Failure.StepFailed(step.node(), step.stage(), step.operation(), exitCode(), why());
            }

            @Override
            public Failure check(Place.OfCheck check) {
                String prints = check.check().prints().value();
                boolean printedSomethingElse = exitCode() == CheckCommand.PRINTED_SOMETHING_ELSE
                        && !String.join("\n", lastLines).contains(prints);
                return new Failure.CheckFailed(
                        check.node(), check.check(), printedSomethingElse ? 0 : exitCode(), why());
            }
        });
    }

    private int exitCode() {
        Matcher matcher = EXIT_CODE.matcher(message);
        return matcher.matches() ? Integer.parseInt(matcher.group(1)) : Failure.NO_EXIT_CODE;
    }

    /** Where no command ended by itself, BuildKit's own words are all that there is. */
    private List<String> why() {
        return exitCode() == Failure.NO_EXIT_CODE
                ? Stream.concat(lastLines.stream(), message.lines()).toList()
                : new ArrayList<>(lastLines);
    }
}
