package dev.slipway.runner.display;

import dev.slipway.runner.failure.Failure;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What somebody may do about a failure.
 *
 * @param options that the run was given and a shell in the same state needs, with a blank before each; empty if there is
 *     one already
 * @param run under which its logs are kept, if they are
 */
public record Hints(Optional<String> options, Optional<String> run) {
    private static final Failure.Cases<Optional<String>> NODE = new Failure.Cases<>() {
        @Override
        public Optional<String> stepFailed(Failure.StepFailed failure) {
            return Optional.of(failure.node());
        }

        @Override
        public Optional<String> timedOut(Failure.TimedOut failure) {
            return Optional.of(failure.node());
        }

        @Override
        public Optional<String> checkFailed(Failure.CheckFailed failure) {
            return Optional.of(failure.node());
        }

        @Override
        public Optional<String> notReproducible(Failure.NotReproducible failure) {
            return Optional.empty();
        }

        @Override
        public Optional<String> baseFailed(Failure.BaseFailed failure) {
            return Optional.empty();
        }

        @Override
        public Optional<String> engineUnavailable(Failure.EngineUnavailable failure) {
            return Optional.empty();
        }

        @Override
        public Optional<String> registryUnavailable(Failure.RegistryUnavailable failure) {
            return Optional.empty();
        }

        @Override
        public Optional<String> unexpected(Failure.Unexpected failure) {
            return Optional.empty();
        }

        @Override
        public Optional<String> interrupted(Failure.Interrupted failure) {
            return Optional.empty();
        }
    };

    /** Only of what has a state to look at, and a log. */
    List<String> about(Failure failure) {
        return failure.accept(NODE).stream().flatMap(this::about).toList();
    }

    private Stream<String> about(String node) {
        return Stream.concat(
                options.stream().map(given -> "look around there: runner shell --failed " + node + given),
                run.stream().map(name -> "all that it printed: runner logs " + name + " " + node));
    }
}
