package dev.slipway.runner.engine.docker;

import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.failure.Failure;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Why buildx ended without success, where no vertex of ours failed.
 *
 * @param said what it printed beside its progress
 */
record BakeError(List<String> said) {
    private static final Pattern LOST = Pattern.compile(
            "(?is).*(code = Unavailable|waiting for connection|failed to receive status|closing transport"
                    + "|error reading from server|context deadline exceeded|failed to dial|no such container).*");

    private static final Pattern PUSH = Pattern.compile("(?is).*(failed to push|failed to authorize|/v2/).*");

    private static final Pattern UNREAD =
            Pattern.compile("(?s)failed to read dockerfile: open [^ ]+: no such file or directory.*");

    BakeError {
        said = List.copyOf(said);
    }

    /** Whether the builder is gone. */
    boolean isOfBuilder() {
        return LOST.matcher(message()).matches() && !isOfPush();
    }

    /**
     * Whether the builder did not get a Dockerfile that is here. It was seen once in hundreds of builds that go on at the same
     * time and send theirs from one folder, and not when the same was asked for again.
     */
    boolean isOfTransfer() {
        return UNREAD.matcher(message()).matches();
    }

    private boolean isOfPush() {
        return PUSH.matcher(message()).matches();
    }

    /** @throws InterruptedException if somebody ended it, as Ctrl-C does with all processes of a terminal */
    EngineException exception(String node) throws InterruptedException {
        if (isOfPush()) {
            return new EngineException(new Failure.RegistryUnavailable(message()));
        }
        if (VertexError.isCancellation(message())) {
            throw new InterruptedException(message());
        }
        return new EngineException(new Failure.Unexpected(node, message(), said));
    }

    String message() {
        return said.stream()
                .filter(line -> line.startsWith("ERROR: "))
                .reduce((first, second) -> second)
                .map(line -> line.replaceFirst("^ERROR: (?:target [^ ]+: )?(?:failed to solve: )?", ""))
                .orElse(said.isEmpty() ? "buildx says nothing" : said.get(said.size() - 1));
    }
}
