package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.engine.MachinePrograms;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BakeriesTest {
    private static final BuildGraph GRAPH = BuildGraph.of(TestFamily.family());

    private final Bakery first = bakery("first");
    private final Bakery second = bakery("second");
    private final Bakeries bakeries = new Bakeries(List.of(first, second));

    @Test
    void an_image_is_built_where_what_it_is_built_from_is() {
        assertThat(home("compilerbase")).isEqualTo("first");
        assertThat(home("stylechecker")).isEqualTo("second");
        assertThat(home("extbuilder:16.13")).isEqualTo("first");
        assertThat(home("exttester:16.13")).isEqualTo("first");
        assertThat(home("stylechecker")).isEqualTo("second");
    }

    @Test
    void work_goes_on_where_there_is_a_builder_left() {
        assertThat(home("compilerbase")).isEqualTo("first");

        assertThat(bakeries.leave(first)).isTrue();

        assertThat(home("compilerbase")).isEqualTo("second");
        assertThat(home("extbuilder:16.13")).isEqualTo("second");
        assertThat(bakeries.leave(first))
                .as("a second of its builds says the same")
                .isTrue();
        assertThat(bakeries.leave(second)).as("there is no other").isFalse();
    }

    private String home(String id) {
        Node node = GRAPH.node(id).orElseThrow();
        return bakeries.of(node).builder().name();
    }

    private static Bakery bakery(String name) {
        Buildx buildx = new Buildx(new MachinePrograms(List.of()), List.of("buildx"));
        return new Bakery(buildx, new Builder(name, "remote", List.of()), Path.of(""), false);
    }
}
