package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** Who builds. */
final class EngineOptions {
    static final String ENGINE = "--engine";
    static final String BUILDER = "--builder";

    @Option(
            names = ENGINE,
            paramLabel = "ENGINE",
            description =
                    "Build with one of ${COMPLETION-CANDIDATES}: without any daemon, on the builder that the docker"
                            + " program uses, or on the one that --builder names. Default: embedded, or buildkit where there is a"
                            + " --builder.")
    private Optional<EngineKind> engine = Optional.empty();

    @Option(names = BUILDER, paramLabel = "NAME", description = "Build on this builder of buildx, of whatever driver.")
    private Optional<String> builder = Optional.empty();

    EngineChoice read() {
        EngineKind kind = engine.orElse(builder.isPresent() ? EngineKind.BUILDKIT : EngineKind.EMBEDDED);
        if (kind == EngineKind.BUILDKIT && builder.isEmpty()) {
            throw new InputException("--engine buildkit needs a builder. Name one with --builder: 'docker buildx ls'"
                    + " lists those that there are");
        }
        if (kind != EngineKind.BUILDKIT && builder.isPresent()) {
            throw new InputException("--builder is for --engine buildkit, not for " + kind);
        }
        return new EngineChoice(kind, builder);
    }

    /** Whether arguments that are yet to be read ask for an engine that is not in a process of ours. */
    static boolean askForAnother(List<String> arguments) {
        return arguments.stream().anyMatch(word -> word.equals(BUILDER) || word.startsWith(BUILDER + "="))
                || List.of(EngineKind.DOCKER, EngineKind.BUILDKIT).stream()
                        .anyMatch(kind -> arguments.contains(ENGINE + "=" + kind)
                                || Collections.indexOfSubList(arguments, List.of(ENGINE, kind.toString())) >= 0);
    }
}
