package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The machine's {@code /sys}, with control groups and whatever else is mounted in it. */
final class KernelFiles {
    private static final String FOLDER = "/sys";
    private static final Map<String, Long> FLAGS =
            Map.of("nosuid", Linux.NO_SETUID, "nodev", Linux.NO_DEVICES, "noexec", Linux.NO_PROGRAMS);

    private KernelFiles() {}

    /**
     * Lets nobody in this mount namespace write to it. An OCI runtime then makes no control groups, which would outlive
     * a runner that is killed.
     */
    static void protect() throws IOException {
        for (Map.Entry<String, Long> mount : mounts().entrySet()) {
            Linux.remount(Path.of(mount.getKey()), mount.getValue() | Linux.READ_ONLY);
        }
    }

    /** Where something is mounted in it: folders that a fresh one has empty. */
    static List<String> mountPoints() throws IOException {
        return mounts().keySet().stream().filter(point -> !point.equals(FOLDER)).toList();
    }

    /** The mounts with the flags that they have, which a user namespace may not take away. */
    private static Map<String, Long> mounts() throws IOException {
        return Files.readAllLines(Path.of("/proc/self/mounts"), StandardCharsets.ISO_8859_1).stream()
                .map(line -> line.split(" ", -1))
                .filter(fields -> (fields[1] + "/").startsWith(FOLDER + "/"))
                .collect(Collectors.toMap(
                        fields -> fields[1], fields -> flags(fields[3]), (lower, upper) -> upper, LinkedHashMap::new));
    }

    private static long flags(String options) {
        return Arrays.stream(options.split(","))
                .mapToLong(option -> FLAGS.getOrDefault(option, 0L))
                .reduce(0, (all, flag) -> all | flag);
    }
}
