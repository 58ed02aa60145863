package dev.slipway.runner.cli;

import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.plan.Repository;
import dev.slipway.runner.registry.ImageReference;
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
    static final String CACHE = "--cache-repo";

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

    @Option(
            names = CACHE,
            paramLabel = "REPO",
            description =
                    "Have builders take from this repository of a registry what steps have made elsewhere, and keep"
                            + " there what they make: registry.example/team/cache. That it cannot be written to is said, and"
                            + " fails no build.")
    private Optional<String> cache = Optional.empty();

    EngineChoice read() {
        EngineKind kind = engine.orElse(builders.isEmpty() ? EngineKind.EMBEDDED : EngineKind.BUILDKIT);
        if (kind == EngineKind.BUILDKIT && builders.isEmpty()) {
            throw new InputException("--engine buildkit needs a builder. Name one with --builder: 'docker buildx ls'"
                    + " lists those that there are");
        }
        if (kind != EngineKind.BUILDKIT && !builders.isEmpty()) {
            throw new InputException("--builder is for --engine buildkit, not for " + kind);
        }
        EngineChoice choice = new EngineChoice(kind, builders, platforms, cache.map(EngineOptions::repository));
        choice.require();
        return choice;
    }

    private static ImageReference repository(String text) {
        String name = Repository.parse(text, CACHE).name();
        if (name.indexOf('/') < 0) {
            throw new InputException(CACHE + ": '" + name + "' names no repository in full. Write one such as"
                    + " registry.example/team/cache");
        }
        return ImageReference.parse(name);
    }

    /** Whether arguments that are yet to be read ask for an engine that is not in a process of ours. */
    static boolean askForAnother(List<String> all) {
        // What is behind that is another command's.
        List<String> arguments = all.contains("--") ? all.subList(0, all.indexOf("--")) : all;
        return arguments.stream().anyMatch(word -> word.equals(BUILDER) || word.startsWith(BUILDER + "="))
                || Stream.of(EngineKind.DOCKER, EngineKind.BUILDKIT, EngineKind.AUTO)
                        .anyMatch(kind -> arguments.contains(ENGINE + "=" + kind)
                                || Collections.indexOfSubList(arguments, List.of(ENGINE, kind.toString())) >= 0);
    }
}
