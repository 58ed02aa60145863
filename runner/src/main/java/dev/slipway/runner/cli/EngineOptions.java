package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.registry.Platform;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** Who builds. */
final class EngineOptions {
    static final String ENGINE = "--engine";
    static final String BUILDER = "--builder";

    @Option(
            names = ENGINE,
            paramLabel = "ENGINE",
            description =
                    "Build with one of ${COMPLETION-CANDIDATES}: without any daemon; on the builder that the docker"
                            + " program uses; on the one that --builder names; or with docker where it answers, else embedded."
                            + " Default: embedded, or buildkit where there is a --builder.")
    private Optional<EngineKind> engine = Optional.empty();

    @Option(
            names = BUILDER,
            paramLabel = "NAME",
            description =
                    "Build on this builder of buildx, of whatever driver. Given several times, the images are spread over"
                            + " them.")
    private List<String> builders = new ArrayList<>();

    @Option(
            names = "--platform",
            paramLabel = "PLATFORM",
            split = ",",
            description =
                    "Build for this platform, such as linux/arm64, or push an index for several with commas between"
                            + " them. Default: the builder's own. The embedded engine builds for linux/amd64.")
    private List<String> platforms = new ArrayList<>();

    EngineChoice read() {
        EngineKind kind = engine.orElse(builders.isEmpty() ? EngineKind.EMBEDDED : EngineKind.BUILDKIT);
        if (kind == EngineKind.BUILDKIT && builders.isEmpty()) {
            throw new InputException("--engine buildkit needs a builder. Name one with --builder: 'docker buildx ls'"
                    + " lists those that there are");
        }
        if (kind != EngineKind.BUILDKIT && !builders.isEmpty()) {
            throw new InputException("--builder is for --engine buildkit, not for " + kind);
        }
        platforms.forEach(platform -> require(platform, kind));
        return new EngineChoice(kind, builders, platforms);
    }

    private static void require(String text, EngineKind kind) {
        Platform platform;
        try {
            platform = Platform.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InputException("--platform: " + e.getMessage(), e);
        }
        if (kind == EngineKind.EMBEDDED && !platform.equals(Platform.LINUX_AMD64)) {
            throw new InputException("--platform: the embedded engine builds for " + Platform.LINUX_AMD64 + ", not for "
                    + platform + ". Name a builder that does with --builder");
        }
    }

    /** Whether arguments that are yet to be read ask for an engine that is not in a process of ours. */
    static boolean askForAnother(List<String> arguments) {
        return arguments.stream().anyMatch(word -> word.equals(BUILDER) || word.startsWith(BUILDER + "="))
                || Stream.of(EngineKind.DOCKER, EngineKind.BUILDKIT, EngineKind.AUTO)
                        .anyMatch(kind -> arguments.contains(ENGINE + "=" + kind)
                                || Collections.indexOfSubList(arguments, List.of(ENGINE, kind.toString())) >= 0);
    }
}
