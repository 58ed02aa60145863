package dev.slipway.runner.failure;

import dev.slipway.graph.Operation;
import dev.slipway.model.Check;
import dev.slipway.model.Origin;
import java.time.Duration;
import java.util.List;

/** Why a run did not do all that it was asked for. */
public sealed interface Failure {
    /** The exit code of what is no command. */
    int NO_EXIT_CODE = -1;

    /**
     * A step of an image failed.
     *
     * @param node the id of the node
     * @param exitCode of the command, or {@link #NO_EXIT_CODE} where the step is none, as with a download
     * @param lastLines of its output, or why it failed where it is no command
     */
    record StepFailed(String node, String stage, Operation operation, int exitCode, List<String> lastLines)
            implements Failure {
        public StepFailed {
            lastLines = List.copyOf(lastLines);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.stepFailed(this);
        }
    }

    /**
     * A command took longer than it may, and was ended with all its processes.
     *
     * @param node the id of the node
     * @param what the step's title or the check's command
     * @param origins where its author asked for it
     * @param lastLines of its output
     */
    record TimedOut(String node, String what, Duration limit, List<Origin> origins, List<String> lastLines)
            implements Failure {
        public TimedOut {
            origins = List.copyOf(origins);
            lastLines = List.copyOf(lastLines);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.timedOut(this);
        }
    }

    /**
     * A promise about a built image does not hold.
     *
     * @param exitCode of the check's command; 0 where it printed something else than promised
     * @param output what it printed, the last lines of it
     */
    record CheckFailed(String node, Check check, int exitCode, List<String> output) implements Failure {
        public CheckFailed {
            output = List.copyOf(output);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.checkFailed(this);
        }
    }

    /** Steps of an image were done again, and made other files than before. */
    record NotReproducible(String node, List<Difference> differences) implements Failure {
        public NotReproducible {
            differences = List.copyOf(differences);
        }

        /**
         * What one step does otherwise each time.
         *
         * @param files paths, each with what about it differs: {@code /var/log/app.log: content}
         */
        public record Difference(Operation operation, List<String> files) {
            public Difference {
                files = List.copyOf(files);
            }
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.notReproducible(this);
        }
    }

    /**
     * An external image that a node starts from or copies from does not exist or could not be made.
     *
     * @param reference as the definitions write it: {@code debian:bookworm}
     * @param lastLines output of what was to make it, if anything
     */
    record BaseFailed(String node, String reference, String message, List<String> lastLines) implements Failure {
        public BaseFailed {
            lastLines = List.copyOf(lastLines);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.baseFailed(this);
        }
    }

    /**
     * This machine cannot run the engine.
     *
     * @param cure what to do about it, as a sentence
     */
    record EngineUnavailable(String message, String cure) implements Failure {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.engineUnavailable(this);
        }
    }

    /** A registry cannot be reached, or does not let us. */
    record RegistryUnavailable(String message) implements Failure {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.registryUnavailable(this);
        }
    }

    /**
     * The engine broke in a way that nobody foresaw.
     *
     * @param node what it was doing
     */
    record Unexpected(String node, String message, List<String> trace) implements Failure {
        public Unexpected {
            trace = List.copyOf(trace);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.unexpected(this);
        }
    }

    /** Somebody stopped the run. */
    record Interrupted() implements Failure {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.interrupted(this);
        }
    }

    /** One answer for each kind of failure. */
    interface Cases<R> {
        R stepFailed(StepFailed failure);

        R timedOut(TimedOut failure);

        R checkFailed(CheckFailed failure);

        R notReproducible(NotReproducible failure);

        R baseFailed(BaseFailed failure);

        R engineUnavailable(EngineUnavailable failure);

        R registryUnavailable(RegistryUnavailable failure);

        R unexpected(Unexpected failure);

        R interrupted(Interrupted failure);
    }

    <R> R accept(Cases<R> cases);

    /** Whether a stage is the node's main one, which has the image's name: the node's id without its variant. */
    static boolean isMainStage(String node, String stage) {
        return node.equals(stage) || node.startsWith(stage + ":");
    }

    /** The exit status of a run that ends because of this. */
    default int exitStatus() {
        return accept(FailureTexts.EXIT_CODE);
    }

    /** What happened, in one line. */
    default String headline() {
        return accept(FailureTexts.MESSAGE);
    }

    /** Where an author asked for what failed. */
    default List<Origin> origins() {
        return accept(FailureTexts.ORIGINS);
    }

    /** The last lines of the output of what failed. */
    default List<String> lastLines() {
        return accept(FailureTexts.LAST_LINES);
    }
}
