package dev.slipway.runner.sandbox;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The {@code config.json} of a command, after the OCI runtime specification, with the capabilities, masked paths and
 * devices that Docker gives a container by default.
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
    private static final List<String> MASKED = List.of(
            "/proc/asound",
            "/proc/acpi",
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

    private RuntimeConfiguration() {}

    /**
     * The configuration.
     *
     * @param mounts all that is bound into the root
     */
    static Map<String, Object> of(
            SandboxCommand command, List<BindMount> mounts, Path root, Accounts.Identity identity) {
        Map<String, Object> configuration = new LinkedHashMap<>();
        configuration.put("ociVersion", "1.0.2");
        configuration.put("process", process(command, identity));
        configuration.put("root", Map.of("path", root.toString(), "readonly", false));
        configuration.put("hostname", HOST_NAME);
        configuration.put("mounts", allMounts(command, mounts));
        Map<String, Object> linux = new LinkedHashMap<>();
        linux.put("namespaces", namespaces(command));
        linux.put("maskedPaths", MASKED);
        linux.put("readonlyPaths", READ_ONLY);
        if (Namespace.isInitial()) {
            // The machine's root may make any device node; this keeps it from using others than the harmless ones.
            linux.put("resources", Map.of("devices", List.of(Map.of("allow", false, "access", "rwm"))));
        }
        configuration.put("linux", linux);
        return configuration;
    }

    private static Map<String, Object> process(SandboxCommand command, Accounts.Identity identity) {
        List<String> environment = new ArrayList<>();
        command.environment().forEach((name, value) -> environment.add(name + "=" + value));
        if (!command.environment().containsKey("HOME")) {
            environment.add("HOME=" + identity.home());
        }
        Map<String, Object> process = new LinkedHashMap<>();
        process.put("terminal", false);
        process.put(
                "user", Map.of("uid", identity.user(), "gid", identity.group(), "additionalGids", identity.groups()));
        process.put("args", command.arguments());
        process.put("env", environment);
        process.put("cwd", command.workdir());
        // Another user than root holds none of them, but may gain them through setuid programs such as sudo.
        List<String> held = identity.user() == 0 ? CAPABILITIES : List.of();
        process.put(
                "capabilities",
                Map.of("bounding", CAPABILITIES, "effective", held, "permitted", held, "inheritable", List.of()));
        process.put("noNewPrivileges", false);
        return process;
    }

    private static List<Map<String, String>> namespaces(SandboxCommand command) {
        List<Map<String, String>> namespaces = new ArrayList<>();
        List.of("pid", "ipc", "uts", "mount").forEach(type -> namespaces.add(Map.of("type", type)));
        if (!command.network()) {
            namespaces.add(Map.of("type", "network"));
        }
        return namespaces;
    }

    private static List<Map<String, Object>> allMounts(SandboxCommand command, List<BindMount> binds) {
        List<Map<String, Object>> mounts = new ArrayList<>();
        mounts.add(mount("/proc", "proc", "proc", List.of("nosuid", "noexec", "nodev")));
        mounts.add(mount("/dev", "tmpfs", "tmpfs", List.of("nosuid", "strictatime", "mode=755", "size=65536k")));
        mounts.add(mount(
                "/dev/pts",
                "devpts",
                "devpts",
                List.of("nosuid", "noexec", "newinstance", "ptmxmode=0666", "mode=0620", "gid=5")));
        mounts.add(mount("/dev/shm", "tmpfs", "shm", List.of("nosuid", "noexec", "nodev", "mode=1777", "size=65536k")));
        mounts.add(mount("/dev/mqueue", "mqueue", "mqueue", List.of("nosuid", "noexec", "nodev")));
        // Only who owns the network namespace may mount its sysfs; another gets the one that is there.
        boolean own = !command.network() || Namespace.isInitial();
        mounts.add(
                own
                        ? mount("/sys", "sysfs", "sysfs", List.of("nosuid", "noexec", "nodev", "ro"))
                        : mount("/sys", "none", "/sys", List.of("rbind", "nosuid", "noexec", "nodev", "ro")));
        binds.forEach(bind -> mounts.add(mount(
                bind.target(),
                "none",
                bind.source().toString(),
                List.of("rbind", "nosuid", "nodev", bind.readOnly() ? "ro" : "rw"))));
        return mounts;
    }

    private static Map<String, Object> mount(String target, String type, String source, List<String> options) {
        Map<String, Object> mount = new LinkedHashMap<>();
        mount.put("destination", target);
        mount.put("type", type);
        mount.put("source", source);
        mount.put("options", options);
        return mount;
    }
}
