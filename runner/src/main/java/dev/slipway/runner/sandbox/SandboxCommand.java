package dev.slipway.runner.sandbox;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command in an image's files.
 *
 * @param arguments the program and its arguments
 * @param environment all of it
 * @param workdir an absolute path that is there
 * @param user as Dockerfile's {@code USER}: a name or number, with {@code :group} where wanted; empty for root
 * @param network whether it sees the host's network; otherwise a loopback device of its own
 * @param limit the longest that it may take; empty for as long as it wants
 */
public record SandboxCommand(
        List<String> arguments,
        Map<String, String> environment,
        String workdir,
        String user,
        boolean network,
        List<BindMount> mounts,
        Optional<Duration> limit) {}
