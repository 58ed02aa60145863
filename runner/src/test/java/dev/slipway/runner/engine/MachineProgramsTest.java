package dev.slipway.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MachineProgramsTest {
    @Test
    void they_get_all_variables_but_those_with_secrets() throws Exception {
        Set<String> variables = System.getenv().keySet();
        assertThat(variables).contains("PATH", "HOME");
        List<Secret> secrets = List.of(new Secret.InEnvironment("HOME"), new Secret.InFile(Path.of("PATH")));

        Process env = new MachinePrograms(secrets)
                .program(List.of("env", "--null"))
                .redirectErrorStream(true)
                .start();
        String output = new String(env.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(List.of(output.split("\0", -1)))
                .anyMatch(variable -> variable.startsWith("PATH="))
                .noneMatch(variable -> variable.startsWith("HOME="))
                .hasSize(variables.size());
    }

    @Test
    void those_that_read_secrets_get_all_variables() {
        assertThat(MachinePrograms.withSecrets().program(List.of("env")).environment())
                .isEqualTo(System.getenv());
    }
}
