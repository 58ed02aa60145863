package dev.slipway.bench;

import dev.slipway.bench.FloorPlan.Step;
import dev.slipway.bench.FloorPlan.Work;
import dev.slipway.graph.Mount;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What the steps of a {@link FloorPlan} look like on disk: a makefile, and for each a script or a container. */
final class FloorFiles {
    private static final String PATH = "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final List<String> CAPABILITIES = List.of(
            "CAP_CHOWN",
            "CAP_DAC_OVERRIDE",
            "CAP_FSETID",
            "CAP_FOWNER",
            "CAP_MKNOD",
            "CAP_NET_RAW",
            "CAP_SETGID",
            "CAP_SETUID",
            "CAP_SETFCAP",
            "CAP_SETPCAP",
            "CAP_NET_BIND_SERVICE",
            "CAP_SYS_CHROOT",
            "CAP_KILL",
            "CAP_AUDIT_WRITE");

    private FloorFiles() {}

    /** A rule for each step, which runs after those that it needs. */
    static String makefile(List<Step> steps) {
        String all = IntStream.range(0, steps.size()).mapToObj(FloorFiles::done).collect(Collectors.joining(" "));
        return "all: " + all + "\n"
                + IntStream.range(0, steps.size())
                        .mapToObj(number -> rule(steps, number))
                        .collect(Collectors.joining());
    }

    private static String rule(List<Step> steps, int number) {
        List<Integer> below = FloorPlan.below(steps, number);
        List<Integer> needed = new ArrayList<>(below.subList(0, Math.min(1, below.size())));
        if (steps.get(number).work() instanceof Work.Copy copy) {
            needed.add(copy.source());
        }
        return """
                %s: %s
                	sh ./floor-step %d %s
                	touch $@
                """.formatted(done(number), join(needed, "/done"), number, join(below, ""));
    }

    private static String done(int number) {
        return number + "/done";
    }

    private static String join(List<Integer> numbers, String suffix) {
        return numbers.stream().map(number -> number + suffix).collect(Collectors.joining(" "));
    }

    /** What the script of a step sources: a function {@code work}. */
    static String work(Step step) {
        Work work = step.work();
        if (work instanceof Work.Pull pull) {
            return "work() { pull %s; }\n".formatted(quote(pull.reference()));
        }
        if (work instanceof Work.Run run) {
            return "caches=%s\nwork() { run; }\n".formatted(quote(String.join(" ", caches(run))));
        }
        if (work instanceof Work.Download download) {
            return "work() { download %s %s %s; }\n"
                    .formatted(quote(download.url()), quote(download.sha256()), quote(download.to()));
        }
        Work.Copy copy = (Work.Copy) work;
        return "work() { copy %s %s; }\n".formatted(quote(copy.source() + "/diff" + copy.from()), quote(copy.to()));
    }

    private static String quote(String word) {
        return "'" + word.replace("'", "'\\''") + "'";
    }

    private static List<String> caches(Work.Run run) {
        return run.mounts().stream()
                .filter(Mount.Cache.class::isInstance)
                .map(FloorFiles::target)
                .map(FloorFiles::cacheFolder)
                .toList();
    }

    private static String cacheFolder(String target) {
        return target.substring(1).replace('/', '-');
    }

    /** The OCI runtime's {@code config.json}: Docker's namespaces and capabilities, and nothing else. */
    static Map<String, Object> configuration(Work.Run run, Path step, Path context) {
        List<String> environment = new ArrayList<>(List.of(PATH, "HOME=/root"));
        run.environment().forEach((name, value) -> environment.add(name + "=" + value));
        Map<String, Object> process = new LinkedHashMap<>();
        process.put("user", Map.of("uid", 0, "gid", 0));
        process.put("args", List.of("/bin/sh", "-c", run.command()));
        process.put("env", environment);
        process.put("cwd", "/");
        process.put(
                "capabilities", Map.of("bounding", CAPABILITIES, "effective", CAPABILITIES, "permitted", CAPABILITIES));
        return Map.of(
                "ociVersion", "1.0.2",
                "process", process,
                "root", Map.of("path", "root"),
                "mounts", mounts(run, step, context),
                "linux",
                        Map.of(
                                "namespaces",
                                List.of(
                                        Map.of("type", "pid"),
                                        Map.of("type", "ipc"),
                                        Map.of("type", "uts"),
                                        Map.of("type", "mount"))));
    }

    private static List<Map<String, Object>> mounts(Work.Run run, Path step, Path context) {
        List<Map<String, Object>> mounts = new ArrayList<>(List.of(
                mount("/proc", "proc", "proc", List.of("nosuid", "noexec", "nodev")),
                mount("/dev", "tmpfs", "tmpfs", List.of("nosuid", "mode=755")),
                mount("/dev/pts", "devpts", "devpts", List.of("nosuid", "noexec", "newinstance", "ptmxmode=0666")),
                mount("/dev/shm", "tmpfs", "shm", List.of("nosuid", "noexec", "nodev", "mode=1777")),
                mount("/sys", "sysfs", "sysfs", List.of("nosuid", "noexec", "nodev", "ro"))));
        run.mounts().forEach(mount -> mounts.add(bind(source(mount, step, context), target(mount))));
        return mounts;
    }

    private static Path source(Mount mount, Path step, Path context) {
        if (mount instanceof Mount.Cache) {
            return step.resolve("cache").resolve(cacheFolder(target(mount)));
        }
        if (mount instanceof Mount.Context file) {
            return context.resolve(file.path());
        }
        throw new UnsupportedOperationException("the benchmark's family has none of " + mount);
    }

    private static String target(Mount mount) {
        return mount.target().value();
    }

    private static Map<String, Object> bind(Path source, String target) {
        return mount(target, "none", source.toString(), List.of("bind"));
    }

    private static Map<String, Object> mount(String target, String type, String source, List<String> options) {
        return Map.of("destination", target, "type", type, "source", source, "options", options);
    }
}
