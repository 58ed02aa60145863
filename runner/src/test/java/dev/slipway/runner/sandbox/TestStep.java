package dev.slipway.runner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A command's surroundings: a small image made of busybox, and an overlay on it. */
final class TestStep implements AutoCloseable {
    final TestFolder test = TestFolder.create();
    final Path lower = test.folder("lower");
    final Path upper = test.folder("upper");
    final Path root = test.folder("root");
    final Sandbox sandbox;
    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<BindMount> mounts = new ArrayList<>();
    Consumer<String> taker = lines::add;
    final Map<String, String> environment = new LinkedHashMap<>();
    String user = "";
    boolean network;
    Optional<Duration> limit = Optional.empty();
    Overlay overlay;

    TestStep() throws IOException {
        this(Namespace.runtime().orElseThrow());
    }

    TestStep(String runtime) throws IOException {
        sandbox = new Sandbox(runtime, test.folder("state"));
        environment.put("PATH", "/bin");
        environment.put("GREETING", "hello");
        BusyboxImage.fill(lower);
        Files.writeString(lower.resolve("work/old"), "old");
        overlay = Overlay.mount(List.of(lower), upper, test.folder("overlay"), root);
    }

    int run(String script) throws IOException, InterruptedException, TimeoutException {
        return execute(List.of("/bin/sh", "-c", script));
    }

    int execute(List<String> arguments) throws IOException, InterruptedException, TimeoutException {
        SandboxCommand command = new SandboxCommand(arguments, environment, "/work", user, network, mounts, limit);
        return sandbox.run(command, root, line -> taker.accept(line));
    }

    List<String> changes() throws IOException {
        try (Stream<Path> files = Files.walk(upper)) {
            return files.filter(file -> !file.equals(upper))
                    .map(file -> upper.relativize(file).toString())
                    .toList();
        }
    }

    @Override
    public void close() throws IOException {
        sandbox.close();
        overlay.close();
        assertThat(test.folder("state")).isEmptyDirectory();
        test.close();
    }
}
