package dev.slipway.runner.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The two processes of the engine, and that neither outlives the other. */
class NamespaceIT {
    @BeforeEach
    void the_machine_can() {
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
    }

    @Test
    void the_exit_code_is_the_command_s() throws IOException, InterruptedException {
        assertThat(Namespace.reenter(List.of("sh", "-c", "test $$ = 1 && test $(id -u) = 0 && exit 7")))
                .isEqualTo(7);
        assertThat(Namespace.entered()).isFalse();
    }

    @Test
    void all_end_when_the_outer_process_is_asked_to() throws Exception {
        check(ProcessHandle::destroy);
    }

    @Test
    void all_end_when_the_outer_process_is_killed() throws Exception {
        check(ProcessHandle::destroyForcibly);
    }

    private static void check(java.util.function.Consumer<ProcessHandle> end) throws Exception {
        Process outer = new ProcessBuilder(TestJvm.command(Outer.class))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (BufferedReader lines = outer.inputReader(StandardCharsets.UTF_8)) {
            assertThat(lines.readLine()).isEqualTo("inside");
            List<ProcessHandle> others = outer.descendants().toList();
            assertThat(others).hasSizeGreaterThanOrEqualTo(3);

            end.accept(outer.toHandle());

            for (ProcessHandle other : others) {
                other.onExit().get(1, TimeUnit.MINUTES);
            }
            assertThat(outer.waitFor()).isNotZero();
        }
    }

    /** Starts itself again. */
    static final class Outer {
        private Outer() {}

        public static void main(String... arguments) throws IOException, InterruptedException {
            System.exit(Namespace.reenter(TestJvm.command(Inner.class)));
        }
    }

    /** Starts something that would last. */
    static final class Inner {
        private Inner() {}

        public static void main(String... arguments) throws IOException, InterruptedException {
            assertThat(Namespace.entered()).isTrue();
            Namespace.whenToEnd(() -> System.exit(1));
            Process lasting = new ProcessBuilder("sleep", "4321").start();
            System.out.println("inside");
            lasting.waitFor();
        }
    }
}
