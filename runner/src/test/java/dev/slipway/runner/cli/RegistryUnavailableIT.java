package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.slipway.runner.sandbox.Namespace;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** bin/runner with a base in a registry that is not there: what it says, and that it exits with 3 before long. */
@Timeout(90)
class RegistryUnavailableIT {
    @TempDir
    Path folder;

    @BeforeEach
    void the_machine_can() {
        assumeTrue(Namespace.problem().isEmpty(), () -> Namespace.problem().orElse(""));
    }

    @Test
    void nobody_listens() throws IOException, InterruptedException {
        int port;
        try (ServerSocket gone = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = gone.getLocalPort();
        }
        assertUnavailable(port, "connection refused");
    }

    @Test
    void somebody_listens_and_never_answers() throws IOException, InterruptedException {
        try (ServerSocket silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
            assertUnavailable(silent.getLocalPort(), "no answer in 20 s");
        }
    }

    private void assertUnavailable(int port, String how) throws IOException, InterruptedException {
        String image = "127.0.0.1:" + port + "/mirror/buildpack-deps:bookworm";
        Path profile = folder.resolve("mirror.toml");
        Files.writeString(profile, "bases.\"buildpack-deps:bookworm\".image = \"" + image + "\"\n");
        Path err = folder.resolve("err");

        Process runner = new ProcessBuilder(
                        "bin/runner",
                        "build",
                        "compilerbase",
                        "--profile",
                        profile.toString(),
                        "--store",
                        folder.resolve("store").toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(err.toFile())
                .start();

        assertThat(runner.waitFor()).isEqualTo(3);
        assertThat(err)
                .hasContent("\nfailed: Cannot pull " + image + ": 127.0.0.1:" + port + " does not answer (" + how
                        + "). Check its name and port, the network and the proxy.\n");
    }
}
