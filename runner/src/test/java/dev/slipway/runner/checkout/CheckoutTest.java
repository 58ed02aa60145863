package dev.slipway.runner.checkout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.failure.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With real git, which has something to complain of in all that it is asked. */
class CheckoutTest {
    private static final MachinePrograms PROGRAMS = MachinePrograms.withoutVariables();

    @TempDir
    private Path temporary;

    private Path root;
    private Path module;
    private String head;

    @BeforeEach
    void make() throws IOException, InterruptedException {
        root = temporary.toRealPath();
        module = Files.createDirectory(root.resolve("module"));
        Files.writeString(module.resolve("pom.xml"), "<project/>\n");
        git("init", "--quiet");
        git("add", "--all");
        git("-c", "user.name=Tester", "-c", "user.email=tester@example.org", "commit", "--quiet", "--message=One");
        head = git("rev-parse", "HEAD");
        git("config", "core.fsyncObjectFiles", "true");
    }

    @Test
    void warnings_are_no_part_of_an_answer() throws InterruptedException {
        Checkout checkout = Checkout.around("--since", module, PROGRAMS);

        assertThat(checkout.root()).isEqualTo(root);
        assertThat(checkout.module()).isEqualTo(Path.of("module"));
        assertThat(checkout.head()).isEqualTo(head);
        assertThat(checkout.commit("HEAD")).isEqualTo(head);
        assertThat(checkout.uncommitted()).isEmpty();
    }

    @Test
    void a_branch_that_cannot_be_read_has_no_commit() throws IOException, InterruptedException {
        Checkout checkout = Checkout.around("--release", module, PROGRAMS);
        Path branches = Files.createDirectories(root.resolve(".git/refs/remotes/origin"));
        Files.writeString(branches.resolve("broken"), "nonsense\n");

        assertThat(checkout.isPushed()).isFalse();

        Files.writeString(branches.resolve("main"), head + "\n");
        assertThat(checkout.isPushed()).isTrue();
    }

    @Test
    void errors_are_quoted() throws IOException, InterruptedException {
        Checkout checkout = Checkout.around("--since", module, PROGRAMS);
        Files.writeString(root.resolve(".git/index"), "nonsense, and too short for an index of git");

        assertThatExceptionOfType(InputException.class)
                .isThrownBy(checkout::uncommitted)
                .withMessage("""
                        --since: warning: core.fsyncObjectFiles is deprecated; use core.fsync instead
                        error: bad signature 0x736e6f6e
                        fatal: index file corrupt""");
    }

    /** What git prints, but for what it complains of. */
    private String git(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(temporary.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return output.strip();
    }
}
