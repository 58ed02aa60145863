package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Instruction.Invocation;
import dev.slipway.graph.Instruction.Setting;
import dev.slipway.model.Text;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What BuildKit makes of the same is compared in the cases {@code base-*} and in those of settings. */
class ImageSettingsTest {
    private static final String BASE = """
            {"User": "me", "Env": ["PATH=/bin", "A=x=y"], "Entrypoint": ["/entry"], "Cmd": ["one"], "WorkingDir": "/srv",
             "Labels": {"a": "1"}, "ExposedPorts": {"80/tcp": {}}, "Volumes": {"/data": {}}, "StopSignal": "SIGINT",
             "Healthcheck": {"Test": ["CMD", "true"], "Interval": 30000000000}, "Shell": ["/bin/ash", "-c"]}
            """;

    @Test
    void all_that_a_base_says_stays() throws JsonProcessingException {
        assertThat(based(BASE).config()).isEqualTo(json(BASE));
    }

    @Test
    void what_means_nothing_to_an_image_goes() throws JsonProcessingException {
        assertThat(based("""
                {"Env": ["PATH=/bin"], "OnBuild": ["RUN true"], "Image": "sha256:0", "Cmd": null, "Labels": {}, "User": ""}
                """).config()).isEqualTo(json("{\"Env\": [\"PATH=/bin\"]}"));
    }

    @Test
    void commands_always_have_a_path() throws JsonProcessingException {
        assertThat(based("{}").config()).isEqualTo(json("{\"Env\": [\"PATH=" + ImageSettings.DEFAULT_PATH + "\"]}"));
    }

    @Test
    void a_variable_keeps_its_place_and_refers_to_those_before() throws JsonProcessingException {
        ImageSettings settings = based(BASE)
                .with(new Instruction.Env("B", Text.literal("$A")))
                .with(new Instruction.Env("PATH", Text.literal("/opt:$PATH")));

        assertThat(settings.config().path("Env")).isEqualTo(json("[\"PATH=/opt:/bin\", \"A=x=y\", \"B=x=y\"]"));
    }

    @Test
    void an_entry_point_drops_the_command_of_the_base() throws JsonProcessingException {
        assertThat(based(BASE)
                        .with(invocation(Invocation.Kind.ENTRYPOINT, "/other"))
                        .config()
                        .has("Cmd"))
                .isFalse();
    }

    @Test
    void an_entry_point_leaves_a_command_of_its_own_stage() throws JsonProcessingException {
        ImageSettings settings = based(BASE)
                .with(invocation(Invocation.Kind.CMD, "two"))
                .with(invocation(Invocation.Kind.ENTRYPOINT, "/other"));
        assertThat(settings.config().path("Cmd")).isEqualTo(json("[\"two\"]"));

        ImageSettings next = settings.asBase().with(invocation(Invocation.Kind.ENTRYPOINT, "/third"));
        assertThat(next.config().has("Cmd")).isFalse();
    }

    @Test
    void working_folders_are_relative_to_the_last() throws JsonProcessingException {
        assertThat(based(BASE).with(setting(Setting.Kind.WORKDIR, "a/../$A")).workdirOrRoot())
                .isEqualTo("/srv/x=y");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            value = {"81 => 80/tcp 81/tcp", "53/UDP => 80/tcp 53/udp", "90-92/udp 80 => 80/tcp 90/udp 91/udp 92/udp"})
    void ports_have_a_protocol_and_may_be_ranges(String written, String ports) throws JsonProcessingException {
        assertThat(based(BASE)
                        .with(setting(Setting.Kind.EXPOSE, written))
                        .config()
                        .path("ExposedPorts")
                        .fieldNames())
                .toIterable()
                .containsExactlyElementsOf(Stream.of(ports.split(" ")).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '`',
            value = {
                "http => 'http' is no port. Write 5432, 5432/udp or 5000-5009",
                "9-8 => '9-8' are no ports: they end before they begin, or after 65535",
                "65536 => '65536' are no ports: they end before they begin, or after 65535",
            })
    void what_is_no_port_is_refused(String written, String message) throws JsonProcessingException {
        ImageSettings settings = based(BASE);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings.with(setting(Setting.Kind.EXPOSE, written)))
                .withMessage(message);
    }

    private static ImageSettings based(String base) throws JsonProcessingException {
        return ImageSettings.of(json(base));
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    private static Invocation invocation(Invocation.Kind kind, String argument) {
        return new Invocation(kind, List.of(Text.literal(argument)));
    }

    private static Setting setting(Setting.Kind kind, String value) {
        return new Setting(kind, Text.literal(value));
    }
}
