package dev.slipway.runner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Commands in a real container. */
@InNamespace(andAsOrdinaryUser = true)
class SandboxIT {
    @Test
    void a_command_has_its_environment_folder_and_output() throws Exception {
        try (TestStep step = new TestStep()) {
            int code = step.run("echo $GREETING from $(pwd) in $HOME; echo error >&2; printf 'f\\303\\251'; exit 7");

            assertThat(code).isEqualTo(7);
            assertThat(step.lines).containsExactly("hello from /work in /root", "error", "fé");
        }
    }

    @Test
    void only_what_the_command_changes_is_in_the_layer() throws Exception {
        try (TestStep step = new TestStep()) {
            step.run("echo x > /etc/new; rm /work/old; mkdir /work/sub");
            step.overlay.close();

            assertThat(step.changes()).containsExactlyInAnyOrder("etc", "etc/new", "work", "work/old", "work/sub");
            assertThat(step.upper.resolve("etc/new")).hasContent("x");
            assertThat((long) Files.getAttribute(step.upper.resolve("work/old"), "unix:rdev"))
                    .isZero();
            step.overlay = Overlay.mountReadOnly(List.of(step.lower, step.upper), step.test.folder("none"), step.root);
            assertThat(step.root.resolve("work/old")).doesNotExist();
        }
    }

    @Test
    void a_command_that_changes_nothing_leaves_an_empty_layer() throws Exception {
        try (TestStep step = new TestStep()) {
            Path cache = step.test.folder("cache");
            Path secret = Files.writeString(step.test.path().resolve("secret"), "s3cret");
            step.mounts.add(new BindMount(cache, "/var/cache/deep/er", false));
            step.mounts.add(new BindMount(secret, "/run/slipway/secret", true));
            step.network = true;
            int code = step.run("cat /run/slipway/secret && echo && echo kept > /var/cache/deep/er/file"
                    + " && test -e /etc/resolv.conf && ! echo x > /run/slipway/secret && ! echo x > /etc/resolv.conf");
            step.overlay.close();

            assertThat(code).as("%s", step.lines).isZero();
            assertThat(step.lines).contains("s3cret");
            assertThat(cache.resolve("file")).hasContent("kept");
            assertThat(step.changes()).isEmpty();
            step.overlay = Overlay.mountReadOnly(List.of(step.lower), step.test.folder("none"), step.root);
        }
    }

    @Test
    void a_mount_point_that_is_a_dangling_link_is_made_and_taken_away() throws Exception {
        try (TestStep step = new TestStep()) {
            Files.createSymbolicLink(step.lower.resolve("etc/resolv.conf"), Path.of("../run/resolver/stub.conf"));
            step.network = true;
            int code = step.run("cat /etc/resolv.conf > /dev/null");
            step.overlay.close();

            assertThat(code).as("%s", step.lines).isZero();
            assertThat(step.changes()).isEmpty();
            step.overlay = Overlay.mountReadOnly(List.of(step.lower), step.test.folder("none"), step.root);
        }
    }

    @Test
    void a_user_has_all_groups_and_no_capability_but_may_gain_them() throws Exception {
        try (TestStep step = new TestStep()) {
            step.user = "tester";
            step.run("id -u; id -G; echo $HOME; grep -E 'CapEff|CapBnd|NoNewPrivs' /proc/self/status");

            assertThat(step.lines)
                    .containsExactly(
                            "1000",
                            "1001 27 44",
                            "/home/tester",
                            "CapEff:\t0000000000000000",
                            "CapBnd:\t00000000a80425fb",
                            "NoNewPrivs:\t0");
        }
    }

    @Test
    void a_setuid_program_makes_a_user_root() throws Exception {
        try (TestStep step = new TestStep()) {
            Path program = Files.createDirectory(step.lower.resolve("setuid")).resolve("su");
            Files.copy(step.lower.resolve("bin/busybox"), program);
            Files.setAttribute(program, "unix:mode", 04755);
            step.user = "1000:44";
            // busybox keeps its setuid root only for the programs that need it, such as su.
            step.run("id -u; id -g; /setuid/su -c 'id -u' root");

            assertThat(step.lines).containsExactly("1000", "44", "0");
        }
    }

    @Test
    void root_has_docker_s_capabilities() throws Exception {
        try (TestStep step = new TestStep()) {
            step.run("grep -E 'CapEff|CapAmb' /proc/self/status");

            assertThat(step.lines).containsExactly("CapEff:\t00000000a80425fb", "CapAmb:\t0000000000000000");
        }
    }

    @Test
    void an_unknown_user_is_named() throws Exception {
        try (TestStep step = new TestStep()) {
            step.user = "nobody-here";

            assertThatThrownBy(() -> step.run("true"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("nobody-here");
        }
    }

    @Test
    void a_program_that_is_not_there_gives_127() throws Exception {
        try (TestStep step = new TestStep()) {
            assertThat(step.execute(List.of("no-such-program"))).isEqualTo(127);
            assertThat(step.execute(List.of("/no/such/program"))).isEqualTo(127);
        }
    }

    @Test
    void what_the_runtime_cannot_do_is_no_failure_of_the_command() throws Exception {
        try (TestStep step = new TestStep()) {
            step.mounts.add(new BindMount(Path.of("/no/such/source"), "/mnt/x", true));

            assertThatThrownBy(() -> step.run("true"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("/no/such/source");
        }
    }

    @Test
    void without_network_there_is_only_loopback() throws Exception {
        try (TestStep step = new TestStep()) {
            step.run("ls /sys/class/net; grep -c : /proc/net/dev; ping -c 1 localhost > /dev/null && echo pong");

            assertThat(step.lines).containsExactly("lo", "1", "pong");
        }
    }

    @Test
    void with_network_there_is_the_host_s() throws Exception {
        try (TestStep step = new TestStep()) {
            step.network = true;
            step.run("tail -n +3 /proc/net/dev | cut -d: -f1 | tr -d ' '");

            try (Stream<String> lines = Files.lines(Path.of("/proc/net/dev"))) {
                assertThat(step.lines)
                        .containsExactlyElementsOf(lines.skip(2)
                                .map(line -> line.split(":", -1)[0].trim())
                                .toList());
            }
        }
    }

    /** Deaf to signals, without a place to write to, and with a process that has left its parent and session. */
    private static final String STUBBORN = "trap '' TERM INT HUP; (trap '' TERM INT HUP; setsid sleep 4321 &) &"
            + " echo started; exec > /dev/null 2>&1; while true; do sleep 4321; done";

    @Test
    void an_interrupt_ends_all_processes_of_the_command() throws Exception {
        try (TestStep step = new TestStep()) {
            CountDownLatch started = new CountDownLatch(1);
            AtomicReference<Throwable> thrown = new AtomicReference<>();
            step.taker = line -> started.countDown();
            Thread thread =
                    new Thread(() -> thrown.set(assertThrows(InterruptedException.class, () -> step.run(STUBBORN))));
            thread.start();
            started.await();
            assertThat(commandLines()).anyMatch(line -> line.contains("4321"));

            thread.interrupt();
            thread.join();

            assertThat(thrown.get()).isInstanceOf(InterruptedException.class);
            assertThat(commandLines()).noneMatch(line -> line.contains("4321"));
        }
    }

    @Test
    void a_command_that_takes_too_long_is_ended_with_all_its_processes() throws Exception {
        try (TestStep step = new TestStep()) {
            step.limit = Optional.of(Duration.ofSeconds(1));

            assertThatThrownBy(() -> step.run(STUBBORN)).isInstanceOf(TimeoutException.class);
            assertThat(step.lines).containsExactly("started");
            assertThat(commandLines()).noneMatch(line -> line.contains("4321"));
        }
    }

    @Test
    void no_command_runs_in_a_sandbox_that_was_closed() throws Exception {
        try (TestStep step = new TestStep()) {
            CountDownLatch started = new CountDownLatch(1);
            step.taker = line -> started.countDown();
            FutureTask<Integer> task = new FutureTask<>(() -> step.run(STUBBORN));
            new Thread(task, "command").start();
            started.await();

            step.sandbox.endAll();

            assertThat(task.get()).isEqualTo(137);
            assertThat(step.run("sleep 4321")).isEqualTo(137);
        }
    }

    @Test
    void a_taker_of_lines_that_fails_does_not_stop_the_command() throws Exception {
        try (TestStep step = new TestStep()) {
            step.taker = line -> {
                throw new IllegalStateException("full");
            };

            assertThatThrownBy(() -> step.run("yes | head -n 100000; echo done > /work/done"))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(step.root.resolve("work/done")).hasContent("done");
        }
    }

    @Test
    void eight_commands_run_at_once() throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(8);
        List<Future<List<String>>> results = new ArrayList<>();
        for (int i = 0; i < 16; i++) {
            String number = String.valueOf(i);
            Callable<List<String>> task = () -> {
                try (TestStep step = new TestStep()) {
                    step.network = number.length() > 1;
                    step.run("echo " + number + " > /work/number; cat /work/number");
                    return List.copyOf(step.lines);
                }
            };
            results.add(pool.submit(task));
        }
        for (int i = 0; i < results.size(); i++) {
            assertThat(results.get(i).get()).containsExactly(String.valueOf(i));
        }
        pool.shutdown();
    }

    @Test
    void many_layers_and_odd_names_fit_in_an_overlay() throws Exception {
        try (TestFolder test = TestFolder.create()) {
            List<Path> layers = new ArrayList<>();
            for (int i = 0; i < 120; i++) {
                Path layer = test.folder("a-rather-long-name-of-a-store's-folder:" + i);
                Files.writeString(layer.resolve("file"), String.valueOf(i));
                layers.add(layer);
            }
            try (Overlay overlay =
                    Overlay.mount(layers, test.folder("up,per"), test.folder("work"), test.folder("root"))) {
                assertThat(overlay.root().resolve("file")).hasContent("119");
            }
            assertThat(Files.readString(Path.of("/proc/self/mountinfo")))
                    .doesNotContain(test.path().toString());
        }
    }

    private static List<String> commandLines() throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.toList()) {
                try {
                    lines.add(Files.readString(process.resolve("cmdline")));
                } catch (IOException e) {
                    // It is no process, or one that has just ended.
                }
            }
        }
        return lines;
    }
}
