package dev.slipway.judges;

import java.io.IOException;
import java.nio.file.Path;

/**
 * The judges' programs, made below {@code target/judges}: hadolint and Go come from Python's package index, in the
 * versions and with the checksums of {@code requirements.txt}, and Go compiles the rest from {@code src/judges}. What is
 * there already is not made again.
 *
 * @param installed the folder of hadolint
 * @param compiled the folder of what Go made
 */
record Judges(Path installed, Path compiled) {
    private static final Path SOURCES = Path.of("src/judges").toAbsolutePath();
    private static final Path RULES = Path.of("../.hadolint.yaml").toAbsolutePath();

    static Judges make() throws IOException, InterruptedException {
        Path target = Path.of("target/judges").toAbsolutePath();
        Judges judges = new Judges(target.resolve("python/bin"), target.resolve("bin"));
        Command.of(SOURCES.resolve("install"), target.resolve("python")).output();
        judges.compile(SOURCES, ".", "./referrers", "tool");
        judges.compile(SOURCES.resolve("actionlint"), "tool");
        return judges;
    }

    private void compile(Path module, Object... packages) throws IOException, InterruptedException {
        Command.of(installed.resolve("go"), "install", "-trimpath", "-buildvcs=false")
                .and(packages)
                .with("GOBIN", compiled)
                .with("GOFLAGS", "")
                .with("GOTOOLCHAIN", "local")
                .with("CGO_ENABLED", "0")
                .in(module)
                .output();
    }

    /** Reads a Dockerfile and prints what it finds, by the rules that {@code .hadolint.yaml} leaves. */
    Command hadolint() {
        return Command.of(installed.resolve("hadolint"), "--no-color", "--failure-threshold", "style")
                .and("--config", RULES);
    }

    /** Reads a folder of generated images and prints what buildx and BuildKit find: the program in {@code src/judges}. */
    Command buildkit() {
        return Command.of(program("judges"));
    }

    /** A program that Go made. */
    Path program(String name) {
        return compiled.resolve(name);
    }
}
