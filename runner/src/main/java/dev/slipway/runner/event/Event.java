package dev.slipway.runner.event;

import dev.slipway.graph.Operation;
import dev.slipway.model.Check;
import dev.slipway.runner.failure.Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Something that happens in a run. {@code node} is the id of a node, {@code stage} the name of one of its stages. */
public sealed interface Event {
    /** Reported by the scheduler, before anything else of this node. */
    record NodeStarted(String node) implements Event, OfNode {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.nodeStarted(this);
        }
    }

    /**
     * Reported by the engine before it pulls or makes an external image; not where the image is at hand.
     *
     * @param how what is done: {@code pull}, {@code debootstrap bookworm}
     */
    record BaseStarted(String node, String reference, String how) implements Event, OfNode {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.baseStarted(this);
        }
    }

    /**
     * Reported by the engine while an external image is pulled, a few times a second at most; not by engines that are not
     * told themselves.
     *
     * @param bytes that have come so far, of {@code total}
     */
    record BaseProgress(String node, String reference, long bytes, long total) implements Event, OfNode {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.baseProgress(this);
        }
    }

    /** The external image is there. */
    record BaseFinished(String node, String reference, Duration elapsed) implements Event, OfNode {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.baseFinished(this);
        }
    }

    /**
     * Reported by the engine before a step runs; a step whose result is known only finishes.
     *
     * @param index from 1, within the stage
     * @param total the number of the stage's steps
     */
    record OperationStarted(String node, String stage, int index, int total, Operation operation)
            implements Event, OfNode {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.operationStarted(this);
        }
    }

    /** Reported by the engine; {@code cached} where its result was known. */
    record OperationFinished(
            String node, String stage, int index, int total, Operation operation, boolean cached, Duration elapsed)
            implements Event, OfNode {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.operationFinished(this);
        }
    }

    /** A line of a command's output, without its line ending and without secrets. */
    record OutputLine(String node, String stage, String line) implements Event, OfNode {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.outputLine(this);
        }
    }

    /** A promise holds; reported by the engine. */
    record CheckPassed(String node, Check check, boolean cached, Duration elapsed) implements Event, OfNode {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.checkPassed(this);
        }
    }

    /** Reported by the scheduler; {@code cached} where nothing had to be built. */
    record NodeFinished(String node, boolean cached, Duration elapsed) implements Event, OfNode, Milestone {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.nodeFinished(this);
        }
    }

    /** Nothing had to be built, as the registry has the image of an earlier push; reported by the scheduler. */
    record NodeUnchanged(String node, Instant since) implements Event, OfNode, Milestone {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.nodeUnchanged(this);
        }
    }

    /** Building, uploading or publishing a node failed; reported by the scheduler. */
    record NodeFailed(String node, Failure failure) implements Event, OfNode, Milestone {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.nodeFailed(this);
        }
    }

    /** A node is not built after all; reported by the scheduler. */
    record NodeSkipped(String node, String because) implements Event, OfNode, Milestone {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.nodeSkipped(this);
        }
    }

    /** An image begins to go to its registry; reported by the scheduler. */
    record UploadStarted(String node, String reference) implements Event, OfNode {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.uploadStarted(this);
        }
    }

    /**
     * Reported by the engine while layers travel, a few times a second at most; not by engines that are not told
     * themselves.
     *
     * @param bytes that the registry has so far, of {@code total}: of what the image needs, sent for it or not
     */
    record UploadProgress(String node, String reference, long bytes, long total) implements Event, OfNode {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.uploadProgress(this);
        }
    }

    /**
     * All that an image needs is in the registry, its tag excepted; reported by the scheduler.
     *
     * @param traffic empty if nobody knows
     */
    record Uploaded(String node, String reference, Optional<Traffic> traffic, Duration elapsed)
            implements Event, OfNode, Milestone {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.uploaded(this);
        }
    }

    /** The tag stands for the image now; reported by the scheduler. */
    record Published(String node, String reference, String digest) implements Event, OfNode, Milestone {
        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.published(this);
        }
    }

    /** Images were written to a file or folder; reported by the scheduler. */
    record Saved(List<String> references, Path path, Duration elapsed) implements Event, Milestone {
        public Saved {
            references = List.copyOf(references);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.saved(this);
        }
    }

    /** Images were loaded into a Docker daemon; reported by the scheduler. */
    record Loaded(List<String> references, Duration elapsed) implements Event, Milestone {
        public Loaded {
            references = List.copyOf(references);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.loaded(this);
        }
    }

    /**
     * Something is asked again that went wrong and may yet go well; reported by who speaks to registries.
     *
     * @param operation what is being done, as in {@code pull docker.io/library/debian:bookworm}
     * @param because what went wrong, without anything that a server has said in words of its own
     * @param delay before it is asked again
     */
    record Retrying(String operation, String because, Duration delay) implements Event, Milestone {
        @Override
        public Optional<String> notice() {
            String when =
                    delay.isZero() ? "at once" : String.format(Locale.ROOT, "in %.1fs", delay.toMillis() / 1000.0);
            return Optional.of("trying again " + when + " to " + operation + ": " + because);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.retrying(this);
        }
    }

    /**
     * A mirror did not have what was pulled; reported by who speaks to registries.
     *
     * @param registry that it is a mirror of
     */
    record MirrorPassedOver(String registry, String mirror, String because) implements Event, Milestone {
        @Override
        public Optional<String> notice() {
            return Optional.of("mirror " + mirror + " of " + registry + " is passed over: " + because);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.mirrorPassedOver(this);
        }
    }

    /**
     * The last event of a run.
     *
     * @param images what became of each image that was asked for, in the order of the plan
     * @param failures the first failure first; empty for success
     * @param traffic of all uploads; empty if nobody knows that of one
     */
    record RunFinished(List<ImageResult> images, List<Failure> failures, Optional<Traffic> traffic, Duration elapsed)
            implements Event {
        public RunFinished {
            images = List.copyOf(images);
            failures = List.copyOf(failures);
        }

        @Override
        public <R> R accept(Cases<R> cases) {
            return cases.runFinished(this);
        }
    }

    /**
     * What became of an image.
     *
     * @param reference its full name; empty for a base that is not published
     * @param digest of its manifest; empty unless it was published
     * @param size of its layers, as they travel; empty where nobody has counted
     * @param elapsed how long it took to build; empty unless it was built
     */
    record ImageResult(
            String node,
            String reference,
            Optional<String> digest,
            Optional<Long> size,
            Optional<Duration> elapsed,
            State state) {}

    /** How far an image came. */
    enum State {
        /** Nothing had to be done. */
        CACHED,
        BUILT,
        /** Its tag stands for it in the registry. */
        PUBLISHED,
        /** Its tag stands for what was there from an earlier push. */
        UNCHANGED,
        FAILED,
        /** Never started, or stopped. */
        SKIPPED
    }

    /** What whoever waits wants to know, however little else is shown; empty if it can wait for the end. */
    default Optional<String> notice() {
        return Optional.empty();
    }

    /** What happens to one node. */
    interface OfNode {
        String node();
    }

    /** What is worth a line even where there is little room. */
    interface Milestone {}

    <R> R accept(Cases<R> cases);

    /** One answer for each kind of event. */
    interface Cases<R> {
        R nodeStarted(NodeStarted event);

        R baseStarted(BaseStarted event);

        R baseProgress(BaseProgress event);

        R baseFinished(BaseFinished event);

        R operationStarted(OperationStarted event);

        R operationFinished(OperationFinished event);

        R outputLine(OutputLine event);

        R checkPassed(CheckPassed event);

        R nodeFinished(NodeFinished event);

        R nodeUnchanged(NodeUnchanged event);

        R nodeFailed(NodeFailed event);

        R nodeSkipped(NodeSkipped event);

        R uploadStarted(UploadStarted event);

        R uploadProgress(UploadProgress event);

        R uploaded(Uploaded event);

        R published(Published event);

        R saved(Saved event);

        R loaded(Loaded event);

        R retrying(Retrying event);

        R mirrorPassedOver(MirrorPassedOver event);

        R runFinished(RunFinished event);
    }
}
