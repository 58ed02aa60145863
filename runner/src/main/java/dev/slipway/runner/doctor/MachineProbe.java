package dev.slipway.runner.doctor;

import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.sandbox.Namespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Looks at this machine. Nothing that it makes is there afterwards. */
final class MachineProbe {
    private static final List<String> PROGRAMS =
            List.of("unshare", "newuidmap", "newgidmap", "runc", "crun", "git", "mmdebstrap");
    private static final long FIRST_RANGE = 100_000;

    private MachineProbe() {}

    static Machine look(Path store) throws InterruptedException {
        Optional<String> namespaces = Namespace.problem();
        return new Machine(
                Distribution.parse(lines(Path.of("/etc/os-release"))),
                System.getProperty("java.version") + ", " + System.getProperty("java.home"),
                System.getProperty("user.name"),
                Namespace.isRoot(),
                Namespace.mayMount(),
                programs(),
                Machine.RANGE_FILES.stream()
                        .filter(file -> Namespace.hasRange(Path.of(file)))
                        .collect(Collectors.toSet()),
                firstFreeNumber(),
                namespaces,
                kernelSettings(),
                store(store, namespaces.isEmpty()),
                new DockerProbe(new MachinePrograms(List.of())).ask());
    }

    private static Map<String, String> programs() {
        Map<String, String> programs = new TreeMap<>();
        PROGRAMS.forEach(name -> Namespace.program(name).ifPresent(path -> programs.put(name, path)));
        return programs;
    }

    /** Behind the last of all ranges: {@code NAME:FIRST:COUNT}. */
    private static long firstFreeNumber() {
        return Machine.RANGE_FILES.stream()
                .flatMap(file -> lines(Path.of(file)).stream())
                .map(line -> line.split(":", -1))
                .filter(range -> range.length == 3 && isNumber(range[1]) && isNumber(range[2]))
                .mapToLong(range -> Long.parseLong(range[1]) + Long.parseLong(range[2]))
                .reduce(FIRST_RANGE, Math::max);
    }

    private static boolean isNumber(String text) {
        return text.matches("[0-9]{1,10}");
    }

    private static Map<String, String> kernelSettings() {
        Map<String, String> settings = new TreeMap<>();
        for (String name : Doctor.KERNEL_SETTINGS.keySet()) {
            lines(Path.of("/proc/sys", name.replace('.', '/'))).stream()
                    .findFirst()
                    .ifPresent(value -> settings.put(name, value.strip()));
        }
        return settings;
    }

    private static Machine.StoreFolder store(Path store, boolean canMount) {
        Path there = store;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        try {
            if (!Files.isWritable(there)) {
                return new Machine.StoreFolder(
                        store.toString(), Optional.of(there + " is not writable"), Optional.empty(), 0);
            }
            return new Machine.StoreFolder(
                    store.toString(),
                    Optional.empty(),
                    canMount ? overlays(there) : Optional.empty(),
                    Files.getFileStore(there).getUsableSpace());
        } catch (IOException e) {
            return new Machine.StoreFolder(
                    store.toString(), Optional.of(String.valueOf(e.getMessage())), Optional.empty(), 0);
        }
    }

    private static Optional<String> overlays(Path folder) throws IOException {
        Path trial = Files.createTempDirectory(folder, ".doctor");
        List<Path> folders =
                Stream.of("lower", "upper", "work", "root").map(trial::resolve).toList();
        try {
            for (Path each : folders) {
                Files.createDirectory(each);
            }
            return Namespace.overlayProblem(trial);
        } finally {
            // The kernel makes that one, and nobody may look into it.
            Files.deleteIfExists(trial.resolve("work/work"));
            for (Path each : folders) {
                Files.deleteIfExists(each);
            }
            Files.delete(trial);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file, StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return List.of();
        }
    }
}
