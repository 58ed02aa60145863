package dev.slipway.runner.testing;

import dev.slipway.model.Family;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A checkout of git with a catalogue in it, as Maven would have built it, and the runner under test with nothing but that. */
public final class CatalogCheckout {
    private static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();
    private static final String CLASSES = "target/classes";

    private final Path root;

    /** How a program ended, and what it printed. */
    public record Result(int exitCode, String output, String errors) {}

    /** @param root an empty folder */
    public CatalogCheckout(Path root, Family family) throws IOException {
        this.root = root.toRealPath();
        CatalogFolder.write(Files.createDirectories(this.root.resolve(CLASSES)), family);
        write("pom.xml", "<project/>\n");
        write(".gitignore", "target/\n");
    }

    public Path root() {
        return root;
    }

    public void write(String file, String text) throws IOException {
        Files.writeString(root.resolve(file), text);
    }

    public void commit() throws IOException, InterruptedException {
        git("init", "--quiet");
        git("add", "--all");
        git("commit", "--quiet", "--message", "Definitions");
    }

    /** What git prints. */
    public String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                "git", "-c", "user.name=Somebody", "-c", "user.email=somebody@example.org", "-C", root.toString()));
        command.addAll(List.of(arguments));
        Result result = run(new ProcessBuilder(command));
        if (result.exitCode() != 0) {
            throw new IOException(command + ": " + result.errors());
        }
        return result.output().strip();
    }

    /** The runner with the catalogue in the checkout. */
    public Result runner(Map<String, String> variables, String... arguments) throws IOException, InterruptedException {
        return runner(root.resolve(CLASSES), variables, arguments);
    }

    /** The runner with the catalogue in another folder of classes. */
    public static Result runner(Path classes, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        // First, as a class of that name is among those of the tests, too.
        String classPath = classes
                + File.pathSeparator
                + Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                        .filter(entry -> !Path.of(entry).startsWith(PROJECT.resolve("definitions")))
                        .collect(Collectors.joining(File.pathSeparator));
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                classPath,
                "dev.slipway.runner.cli.Main"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment().keySet().removeAll(List.of("DOCKER_REPO", "RELEASE", "TAG_SCHEME", "TAG_SUFFIX"));
        builder.environment().putAll(variables);
        return run(builder);
    }

    private static Result run(ProcessBuilder builder) throws IOException, InterruptedException {
        Path errors = Files.createTempFile("errors", "");
        try {
            Process process = builder.redirectError(errors.toFile()).start();
            process.getOutputStream().close();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output, Files.readString(errors));
        } finally {
            Files.delete(errors);
        }
    }
}
