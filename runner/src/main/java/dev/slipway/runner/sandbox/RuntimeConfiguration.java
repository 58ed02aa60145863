package dev.slipway.runner.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * The {@code config.json} of a command, after the OCI runtime specification, with the capabilities, system calls, masked
 * paths and devices that Docker gives a container by default.
 */
final class RuntimeConfiguration {
    static final String HOST_NAME = "slipway";

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
    /** Docker's default profile for these capabilities, on x86-64: what it resolves to, in the specification's form. */
    private static final JsonNode SYSTEM_CALLS = resource("seccomp.json");

    private static final List<String> DEVICES =
            List.of("/dev/null", "/dev/zero", "/dev/full", "/dev/random", "/dev/urandom", "/dev/tty");
    private static final List<String> MASKED = List.of(
            "/proc/asound",
            "/proc/acpi",
            "/proc/interrupts",
            "/proc/kcore",
            "/proc/keys",
            "/proc/latency_stats",
            "/proc/timer_list",
            "/proc/timer_stats",
            "/proc/sched_debug",
            "/proc/scsi",
            "/sys/devices/virtual/powercap",
            "/sys/firmware");
    private static final List<String> READ_ONLY =
            List.of("/proc/bus", "/proc/fs", "/proc/irq", "/proc/sys", "/proc/sysrq-trigger");

    private static final int MASK = 0022;
    /** Enough for any build, and not so many that programs which close all that could be open take long. */
    private static final long OPEN_FILES = 65_536;

    private RuntimeConfiguration() {}

    /**
     * The configuration.
     *
     * @param mounts all that is bound into the root
     * @param terminal whether the command gets a terminal of its own
     */
    static Map<String, Object> of(
            SandboxCommand command, List<BindMount> mounts, Path root, Accounts.Identity identity, boolean terminal)
            throws IOException {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("ociVersion", "1.0.2");
        configuration.put("process", process(command, identity, terminal));
        configuration.put("root", Map.of("path", root.toString(), "readonly", false));
        configuration.put("hostname", HOST_NAME);
        configuration.put("mounts", allMounts(command, mounts));
        Map<String, Object> linux = new LinkedHashMap<>();
        linux.put("namespaces", namespaces(command));
        linux.put("maskedPaths", masked(command));
        linux.put("readonlyPaths", READ_ONLY);
        linux.put("seccomp", SYSTEM_CALLS);
        configuration.put("linux", linux);
        return configuration;
    }

    private static Map<String, Object> process(SandboxCommand command, Accounts.Identity identity, boolean terminal)
            throws IOException {
        List<String> environment = new ArrayList<>();
        command.environment().forEach((name, value) -> environment.add(name + "=" + value));
        if (!command.environment().containsKey("HOME")) {
            environment.add("HOME=" + identity.home());
        }
        Map<String, Object> process = new LinkedHashMap<>();
        process.put("terminal", terminal);
        process.put(
                "user",
                Map.of(
                        "uid", identity.user(),
                        "gid", identity.group(),
                        "additionalGids", identity.groups(),
                        "umask", MASK));
        process.put("args", command.arguments());
        process.put("env", environment);
        process.put("cwd", command.workdir());
        // Another user than root holds none of them, but may gain them through setuid programs such as sudo.
        List<String> held = identity.user() == 0 ? CAPABILITIES : List.of();
        process.put(
                "capabilities",
                Map.of("bounding", CAPABILITIES, "effective", held, "permitted", held, "inheritable", List.of()));
        process.put("noNewPrivileges", false);
        process.put("rlimits", limits());
        return process;
    }

    /** The same on every machine that allows as much. */
    private static List<Map<String, Object>> limits() throws IOException {
        long files = Math.min(OPEN_FILES, mostOpenFiles());
        return List.of(limit("RLIMIT_NOFILE", files), limit("RLIMIT_CORE", 0));
    }

    private static Map<String, Object> limit(String type, long value) {
        return Map.of("type", type, "soft", value, "hard", value);
    }

    private static long mostOpenFiles() throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc/self/limits"), StandardCharsets.ISO_8859_1)) {
            return lines.filter(line -> line.startsWith("Max open files"))
                    .map(line -> line.trim().split(" +", -1)[4])
                    .mapToLong(hard -> hard.equals("unlimited") ? Long.MAX_VALUE : Long.parseLong(hard))
                    .findFirst()
                    .orElse(OPEN_FILES);
        }
    }

    private static List<Map<String, String>> namespaces(SandboxCommand command) {
        List<Map<String, String>> namespaces = new ArrayList<>();
        List.of("pid", "ipc", "uts", "mount", "cgroup").forEach(type -> namespaces.add(Map.of("type", type)));
        if (!command.network()) {
            namespaces.add(Map.of("type", "network"));
        }
        return namespaces;
    }

    private static List<String> masked(SandboxCommand command) throws IOException {
        List<String> masked = new ArrayList<>(MASKED);
        if (!mayMountKernelFiles(command)) {
            masked.addAll(KernelFiles.mountPoints());
        }
        return masked;
    }

    private static List<Map<String, Object>> allMounts(SandboxCommand command, List<BindMount> binds) {
        List<Map<String, Object>> mounts = new ArrayList<>();
        mounts.add(mount("/proc", "proc", "proc", List.of("nosuid", "noexec", "nodev")));
        // Not even root may use a device that he makes there.
        mounts.add(mount("/dev", "tmpfs", "tmpfs", List.of("nosuid", "nodev", "strictatime", "mode=755", "size=64m")));
        if (Namespace.isInitial()) {
            // In a user namespace the runtime does this itself; here it would make nodes, which are of no use now.
            DEVICES.forEach(device -> mounts.add(mount(device, "none", device, List.of("bind", "nosuid", "noexec"))));
        }
        mounts.add(mount(
                "/dev/pts",
                "devpts",
                "devpts",
                List.of("nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5")));
        mounts.add(mount("/dev/shm", "tmpfs", "shm", List.of("nosuid", "noexec", "nodev", "mode=1777", "size=64m")));
        mounts.add(mount("/dev/mqueue", "mqueue", "mqueue", List.of("nosuid", "noexec", "nodev")));
        mounts.add(
                mayMountKernelFiles(command)
                        ? mount("/sys", "sysfs", "sysfs", List.of("nosuid", "noexec", "nodev", "ro"))
                        : mount("/sys", "none", "/sys", List.of("rbind", "nosuid", "noexec", "nodev", "ro")));
        binds.stream()
                .sorted(Comparator.comparing(BindMount::target))
                .map(RuntimeConfiguration::mount)
                .forEach(mounts::add);
        return mounts;
    }

    /** Only who owns the network namespace may mount its sysfs; another gets the one that is there. */
    private static boolean mayMountKernelFiles(SandboxCommand command) {
        return !command.network() || Namespace.isInitial();
    }

    private static Map<String, Object> mount(BindMount bind) {
        List<String> options = List.of("bind", "nosuid", "nodev", bind.readOnly() ? "ro" : "rw");
        return mount(bind.target(), "none", bind.source().toString(), options);
    }

    private static Map<String, Object> mount(String target, String type, String source, List<String> options) {
        Map<String, Object> mount = new LinkedHashMap<>();
        mount.put("destination", target);
        mount.put("type", type);
        mount.put("source", source);
        mount.put("options", options);
        return mount;
    }

    private static JsonNode resource(String name) {
        try (InputStream stream = RuntimeConfiguration.class.getResourceAsStream(name)) {
            return new ObjectMapper().readTree(Objects.requireNonNull(stream, name));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}
