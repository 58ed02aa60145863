package dev.slipway.runner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a command sees of the machine, and what it may do to it: the same for root and for an ordinary user. */
@InNamespace(andAsOrdinaryUser = true)
class IsolationIT {
    /** Makes each system call that it is given, {@code number,argument,...}, and prints its error's number. */
    private static final String CALLS = "for (@ARGV) { my ($call, @values) = map { $_ + 0 } split /,/; $! = 0;"
            + " syscall($call, @values); print $! + 0, qq(\\n) }";

    /** A runtime that was built without libseccomp. */
    private static final String WITHOUT_FILTERS = """
            #!/bin/sh
            while [ "$1" != --log ]; do shift; done
            echo '{"level":"error","msg":"seccomp: config provided but seccomp not supported"}' > "$2"
            exit 1
            """;

    private static final String NOT_PERMITTED = "1";
    private static final String NO_SUCH_CALL = "38";

    @Test
    void the_kernel_refuses_what_docker_s_profile_does_not_allow() throws Exception {
        List<String> refused = List.of(
                "165", // mount
                "166", // umount2
                "155", // pivot_root
                "272,268435456", // unshare of a user namespace
                "56,268435473", // clone into a user namespace
                "308,0,0", // setns
                "250,0,0", // keyctl
                "248", // add_key
                "321,0", // bpf
                "298", // perf_event_open
                "323,0", // userfaultfd
                "425,1,0", // io_uring_setup
                "304", // open_by_handle_at
                "428,-100,0,0", // open_tree
                "103,3,0,0", // syslog
                "164", // settimeofday
                "163,0", // acct
                "167", // swapon
                "169", // reboot
                "172,3", // iopl
                "175", // init_module
                "246", // kexec_load
                "41,38,5,0", // socket of the kernel's cryptography
                "41,40,1,0", // socket to the hypervisor
                "135,262144"); // personality without address space layout randomization
        assertThat(errors(refused)).containsOnly(NOT_PERMITTED).hasSameSizeAs(refused);
        assertThat(errors(List.of("435,0,0")))
                .as("clone3, which libraries replace by clone")
                .containsExactly(NO_SUCH_CALL);
        assertThat(errors(List.of("101,0,0,0,0", "41,2,1,0", "135,8")))
                .as("ptrace, socket, personality of 32 bits")
                .containsExactly("0", "0", "0");
    }

    private static List<String> errors(List<String> calls) throws Exception {
        try (TestStep step = new TestStep()) {
            step.mounts.add(new BindMount(Path.of("/usr"), "/usr", true));
            for (String library : List.of("lib", "lib64")) {
                Files.createSymbolicLink(step.lower.resolve(library), Path.of("usr", library));
            }
            List<String> line = new ArrayList<>(List.of("/usr/bin/perl", "-e", CALLS, "--"));
            line.addAll(calls);
            assertThat(step.execute(line)).as("%s", step.lines).isZero();
            return List.copyOf(step.lines);
        }
    }

    @Test
    void every_process_is_filtered_and_may_gain_rights_by_setuid_programs() throws Exception {
        try (TestStep step = new TestStep()) {
            step.run("grep -E '^(NoNewPrivs|Seccomp):' /proc/self/status");

            assertThat(step.lines).containsExactly("NoNewPrivs:\t0", "Seccomp:\t2");
        }
    }

    @Test
    void a_runtime_that_cannot_filter_system_calls_is_named_with_its_cure() throws Exception {
        try (TestFolder test = TestFolder.create()) {
            Path runtime = Files.writeString(test.path().resolve("runc"), WITHOUT_FILTERS);
            assertThat(runtime.toFile().setExecutable(true)).isTrue();

            assertThatThrownBy(() -> {
                        try (TestStep step = new TestStep(runtime.toString())) {
                            step.run("true");
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessage(
                            runtime + " cannot restrict what commands ask of the kernel: seccomp: config provided but"
                                    + " seccomp not supported. Install one that was built with seccomp: apt-get install runc");
        }
    }

    @Test
    void all_namespaces_but_the_user_s_are_its_own() throws Exception {
        for (boolean network : List.of(true, false)) {
            try (TestStep step = new TestStep()) {
                step.network = network;
                step.run("for n in mnt pid ipc uts cgroup net user; do readlink /proc/self/ns/$n; done");

                List<String> here = Stream.of("mnt", "pid", "ipc", "uts", "cgroup", "net", "user")
                        .map(IsolationIT::namespace)
                        .toList();
                List<String> shared = new ArrayList<>(step.lines);
                shared.retainAll(here);
                assertThat(step.lines).hasSameSizeAs(here);
                assertThat(shared).containsExactlyElementsOf(here.subList(network ? 5 : 6, here.size()));
            }
        }
    }

    private static String namespace(String kind) {
        return Path.of("/proc/self/ns", kind).toFile().exists() ? readLink("/proc/self/ns/" + kind) : kind;
    }

    private static String readLink(String path) {
        try {
            return Files.readSymbolicLink(Path.of(path)).toString();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void it_sees_no_process_control_group_host_name_or_variable_of_the_machine() throws Exception {
        try (TestStep step = new TestStep()) {
            step.network = true;
            step.run("echo /proc/[0-9]*; cut -d: -f3 /proc/self/cgroup | sort -u; hostname;" + " cat /etc/hosts");
            step.execute(List.of("/bin/env"));

            assertThat(step.lines)
                    .containsExactly(
                            "/proc/1",
                            "/",
                            "slipway",
                            "127.0.0.1\tlocalhost slipway",
                            "::1\tlocalhost ip6-localhost ip6-loopback",
                            "PATH=/bin",
                            "GREETING=hello",
                            "HOME=/root");
        }
    }

    @Test
    void only_what_it_needs_is_mounted() throws Exception {
        for (boolean network : List.of(true, false)) {
            try (TestStep step = new TestStep()) {
                step.network = network;
                step.run("cut -d' ' -f2 /proc/mounts | grep -Ev '^/(proc|sys)/' | sort");

                List<String> expected = new ArrayList<>(List.of(
                        "/",
                        "/dev",
                        "/dev/full",
                        "/dev/mqueue",
                        "/dev/null",
                        "/dev/pts",
                        "/dev/random",
                        "/dev/shm",
                        "/dev/tty",
                        "/dev/urandom",
                        "/dev/zero",
                        "/etc/hosts"));
                expected.addAll(network ? List.of("/etc/resolv.conf", "/proc", "/sys") : List.of("/proc", "/sys"));
                assertThat(step.lines).containsExactlyElementsOf(expected);
            }
        }
    }

    @Test
    void devices_are_the_harmless_ones() throws Exception {
        try (TestStep step = new TestStep()) {
            step.run(
                    "ls /dev | grep -v core; ls -d /dev/*/; stat -c '%a %F' /dev/null /dev/shm; readlink /dev/ptmx; readlink /dev/fd;"
                            + " head -c 4 /dev/zero | wc -c; echo x > /dev/null");

            assertThat(step.lines)
                    .containsExactly(
                            "fd",
                            "full",
                            "mqueue",
                            "null",
                            "ptmx",
                            "pts",
                            "random",
                            "shm",
                            "stderr",
                            "stdin",
                            "stdout",
                            "tty",
                            "urandom",
                            "zero",
                            "/dev/fd/",
                            "/dev/mqueue/",
                            "/dev/pts/",
                            "/dev/shm/",
                            "666 character special file",
                            "1777 directory",
                            "pts/ptmx",
                            "/proc/self/fd",
                            "4");
        }
    }

    @Test
    void no_other_device_can_be_used_even_if_it_can_be_made() throws Exception {
        try (TestStep step = new TestStep()) {
            // Major and minor number of the disk that the tests lie on, and of the machine's memory.
            String disk = deviceOf(step.test.path());
            step.run("for place in /work /dev /dev/shm /tmp; do"
                    + " mknod $place/disk b " + disk
                    + " 2> /dev/null; head -c 1 $place/disk > /dev/null 2>&1 && echo disk $place;"
                    + " mknod $place/void c 1 3 2> /dev/null; head -c 1 $place/void > /dev/null 2>&1 && echo void $place;"
                    + " done; rm -f /work/disk /work/void /tmp/disk /tmp/void; echo done");

            assertThat(step.lines).containsExactly("done");
        }
    }

    private static String deviceOf(Path path) throws IOException {
        long device = (long) Files.getAttribute(path, "unix:dev");
        return (device >> 8 & 0xfff) + " " + (device & 0xff);
    }

    @Test
    void the_kernel_s_files_are_masked_or_read_only() throws Exception {
        for (boolean network : List.of(true, false)) {
            try (TestStep step = new TestStep()) {
                step.network = network;
                step.run("for f in kcore keys timer_list interrupts; do test ! -s /proc/$f || echo $f; done;"
                        + " for d in acpi asound scsi; do ls /proc/$d 2> /dev/null; done; ls /sys/firmware;"
                        + " ls -A /sys/fs/cgroup /sys/kernel/debug /sys/kernel/security 2> /dev/null | grep -v ':$';"
                        + " for f in /proc/sys/kernel/hostname /proc/sysrq-trigger /proc/sys/vm/drop_caches /sys/x"
                        + " /sys/fs/cgroup/x /sys/kernel/x /proc/irq/x; do (echo 1 > $f) 2> /dev/null && echo wrote $f; done;"
                        + " mkdir /sys/fs/cgroup/mine 2> /dev/null && echo group; hostname other 2> /dev/null && echo name;"
                        + " echo done");

                assertThat(step.lines.stream().filter(line -> !line.isEmpty())).containsExactly("done");
            }
        }
    }

    @Test
    void limits_and_mask_are_the_same_everywhere() throws Exception {
        try (TestStep step = new TestStep()) {
            step.run(
                    "umask; ulimit -c; ulimit -H -c; test $(ulimit -n) -le 65536 && test $(ulimit -n) = $(ulimit -H -n)"
                            + " && echo files; mkdir folder; echo > file; stat -c %a folder file");

            assertThat(step.lines).containsExactly("0022", "0", "0", "files", "755", "644");
        }
    }

    @Test
    void no_control_group_is_made() throws Exception {
        // An earlier engine may have left some.
        Set<Path> before = controlGroups();
        try (TestStep step = new TestStep()) {
            Set<Path> during = new HashSet<>();
            step.taker = line -> during.addAll(controlGroups());
            step.run("echo running");

            assertThat(during).containsExactlyInAnyOrderElementsOf(before);
        }
    }

    private static Set<Path> controlGroups() {
        try (Stream<Path> groups = Files.walk(Path.of("/sys/fs/cgroup"))) {
            return groups.filter(group -> String.valueOf(group.getFileName()).startsWith("slipway"))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
