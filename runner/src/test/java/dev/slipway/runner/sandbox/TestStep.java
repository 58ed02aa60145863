package dev.slipway.runner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** A command's surroundings: a small image made of busybox, and an overlay on it. */
final class TestStep implements AutoCloseable {
    final TestFolder test = TestFolder.create();
    final Path lower = test.folder("lower");
    final Path upper = test.folder("upper");
    final Path root = test.folder("root");
    private final Sandbox sandbox;
    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<BindMount> mounts = new ArrayList<>();
    Consumer<String> taker = lines::add;
    final Map<String, String> environment = new LinkedHashMap<>();
    String user = "";
    boolean network;
    Overlay overlay;

    TestStep() throws IOException {
        this(Namespace.runtime().orElseThrow());
    }

    TestStep(String runtime) throws IOException {
        sandbox = Sandbox.open(runtime, test.folder("state"));
        environment.put("PATH", "/bin");
        environment.put("GREETING", "hello");
        for (String folder : List.of("bin", "etc", "work", "home/tester", "tmp", "root")) {
            Files.createDirectories(lower.resolve(folder));
        }
        Path busybox = Stream.of("/bin/busybox", "/usr/bin/busybox")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        Files.copy(busybox, lower.resolve("bin/busybox"));
        Files.setAttribute(lower.resolve("bin/busybox"), "unix:mode", 0755);
        for (String program : programs(busybox)) {
            Files.createSymbolicLink(lower.resolve("bin").resolve(program), Path.of("busybox"));
        }
        Files.writeString(
                lower.resolve("etc/passwd"), "root::0:0::/root:/bin/sh\ntester:x:1000:1001::/home/tester:/bin/sh\n");
        Files.writeString(
                lower.resolve("etc/group"), "root:x:0:\ntester:x:1001:\nsudo:x:27:other,tester\nvideo:x:44:tester\n");
        Files.writeString(lower.resolve("work/old"), "old");
        overlay = Overlay.mount(List.of(lower), upper, test.folder("overlay"), root);
    }

    private static List<String> programs(Path busybox) throws IOException {
        Process list = new ProcessBuilder(busybox.toString(), "--list").start();
        try (BufferedReader lines = list.inputReader()) {
            return lines.lines().filter(name -> !name.equals("busybox")).toList();
        }
    }

    int run(String script) throws IOException, InterruptedException {
        return execute(List.of("/bin/sh", "-c", script));
    }

    int execute(List<String> arguments) throws IOException, InterruptedException {
        SandboxCommand command = new SandboxCommand(arguments, environment, "/work", user, network, mounts);
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
