package dev.slipway.runner.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The files of a small image: busybox under all its names, and a user in some groups. */
public final class BusyboxImage {
    private BusyboxImage() {}

    /** Fills an empty folder. */
    public static void fill(Path root) throws IOException {
        for (String folder : List.of("bin", "etc", "work", "home/tester", "tmp", "root")) {
            Files.createDirectories(root.resolve(folder));
        }
        Path busybox = Stream.of("/bin/busybox", "/usr/bin/busybox")
                .map(Path::of)
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        Files.copy(busybox, root.resolve("bin/busybox"));
        Files.setAttribute(root.resolve("bin/busybox"), "unix:mode", 0755);
        for (String program : programs(busybox)) {
            Files.createSymbolicLink(root.resolve("bin").resolve(program), Path.of("busybox"));
        }
        Files.writeString(
                root.resolve("etc/passwd"), "root::0:0::/root:/bin/sh\ntester:x:1000:1001::/home/tester:/bin/sh\n");
        Files.writeString(
                root.resolve("etc/group"), "root:x:0:\ntester:x:1001:\nsudo:x:27:other,tester\nvideo:x:44:tester\n");
    }

    private static List<String> programs(Path busybox) throws IOException {
        Process list = new ProcessBuilder(busybox.toString(), "--list").start();
        try (BufferedReader lines = list.inputReader()) {
            return lines.lines().filter(name -> !name.equals("busybox")).toList();
        }
    }
}
