package dev.slipway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * The memory of a program and of the Java programs that it starts: the sum of the most that each has ever used, as Linux
 * counts it ({@code VmHWM} of proc(5)).
 */
final class Memory {
    private static final String PEAK = "VmHWM:";
    private static final int KIBIBYTES_OF_ONE = 1024;
    /** Linux keeps the peak itself, so only what is used in the very end can be missed. */
    private static final int INTERVAL_MILLISECONDS = 100;

    private final AtomicInteger highest = new AtomicInteger();

    /** The most of all programs watched, in MiB. */
    int peak() {
        return highest.get();
    }

    /** Watches until the program ends. */
    void watch(Process process) throws InterruptedException {
        Map<Long, Integer> peaks = new ConcurrentHashMap<>();
        do {
            Stream.concat(Stream.of(process.toHandle()), process.descendants())
                    .map(ProcessHandle::pid)
                    .forEach(pid -> peaks.merge(pid, ofJava(pid), Math::max));
            highest.accumulateAndGet(
                    peaks.values().stream().mapToInt(Integer::intValue).sum(), Math::max);
        } while (!process.waitFor(INTERVAL_MILLISECONDS, TimeUnit.MILLISECONDS));
    }

    private static int ofJava(long pid) {
        Path folder = Path.of("/proc", Long.toString(pid));
        try {
            if (!Files.readString(folder.resolve("comm")).startsWith("java")) {
                return 0;
            }
            return Files.readAllLines(folder.resolve("status")).stream()
                    .filter(line -> line.startsWith(PEAK))
                    .map(line -> line.substring(PEAK.length()).trim().split(" ", -1)[0])
                    .mapToInt(kibibytes -> Integer.parseInt(kibibytes) / KIBIBYTES_OF_ONE)
                    .findFirst()
                    .orElse(0);
        } catch (IOException hasEnded) {
            return 0;
        }
    }
}
