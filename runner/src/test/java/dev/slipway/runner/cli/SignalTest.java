package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class SignalTest {
    @Test
    void ctrl_c_ends_the_steps_closes_the_engine_and_exits_with_130() throws IOException, InterruptedException {
        // Started in the background, a JVM inherits that Ctrl-C is ignored, and keeps to it.
        Process runner = new ProcessBuilder(
                        "env",
                        "--default-signal=INT",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        HangingMain.class.getName(),
                        "push",
                        "stylechecker")
                .redirectErrorStream(true)
                .start();
        List<String> lines = new ArrayList<>();
        try (BufferedReader reader = runner.inputReader()) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                lines.add(line);
                if (line.equals("hanging")) {
                    new ProcessBuilder("kill", "-INT", String.valueOf(runner.pid()))
                            .start()
                            .waitFor();
                }
            }
        }

        assertThat(runner.waitFor()).isEqualTo(130);
        assertThat(lines).contains("hanging", "[stylechecker] skipped: stopped", "failed: interrupted", "closed");
    }
}
