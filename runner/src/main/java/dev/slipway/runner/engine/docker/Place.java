package dev.slipway.runner.engine.docker;

import dev.slipway.graph.Operation;
import dev.slipway.model.Check;
import dev.slipway.model.Origin;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** What a vertex of BuildKit's graph is in ours. */
sealed interface Place {
    /**
     * An image of somebody else's.
     *
     * @param reference as the definitions write it
     * @param pulled the full name of what is pulled for it
     */
    record OfBase(String node, String reference, String pulled) implements Place {
        @Override
        public String what() {
            return reference;
        }

        @Override
        public List<Origin> origins() {
            return List.of();
        }

        @Override
        public Optional<String> stageName() {
            return Optional.empty();
        }

        @Override
        public Optional<Duration> limit() {
            return Optional.empty();
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.base(this);
        }
    }

    /**
     * A part of a step, or all of it.
     *
     * @param index from 1, within the stage
     * @param total the number of the stage's steps
     * @param retries how often the command is tried again after it failed
     */
    record OfStep(
            String node, String stage, int index, int total, Operation operation, Optional<Duration> limit, int retries)
            implements Place {
        @Override
        public String what() {
            return operation.title();
        }

        @Override
        public Optional<String> stageName() {
            return Optional.of(stage);
        }

        @Override
        public List<Origin> origins() {
            return operation.origins();
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.step(this);
        }
    }

    /** A check of an image. */
    record OfCheck(String node, String stage, Check check, Optional<Duration> limit) implements Place {
        @Override
        public String what() {
            return check.command().value();
        }

        @Override
        public Optional<String> stageName() {
            return Optional.of(stage);
        }

        @Override
        public List<Origin> origins() {
            return List.of(check.origin());
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.check(this);
        }
    }

    /** The id of a node. */
    String node();

    /** The stage that it is done in, if its output is to be shown there. */
    Optional<String> stageName();

    /** The step's title, the check's command or the base's name. */
    String what();

    /** Where its author asked for it. */
    List<Origin> origins();

    /** The longest that it may take. */
    Optional<Duration> limit();

    <R> R accept(Cases<R> cases);

    /** One answer for each kind of place. */
    interface Cases<R> {
        R base(OfBase place);

        R step(OfStep place);

        R check(OfCheck place);
    }
}
