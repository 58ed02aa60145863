package dev.slipway.definitions;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Node;
import dev.slipway.model.Axis;
import dev.slipway.model.Check;
import dev.slipway.model.Family;
import dev.slipway.model.Release;
import dev.slipway.model.Text;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PreReleaseTest {
    private static final Release BETA =
            new Release("19~beta1", Map.of("sha256", List.of("0"), "citus", List.of("v14.0.1")));

    @Test
    @DisplayName("A pre-release prints its version as PostgreSQL writes it, without Debian's tilde")
    void checks() throws IOException {
        assertThat(nodes().flatMap(node -> node.checks().stream()).map(Check::prints))
                .extracting(Text::value)
                .contains("PostgreSQL 19beta1", "PostgreSQL) 19beta1", "isolationtester (PostgreSQL) 19beta1")
                .noneMatch(text -> text.contains("~"));
    }

    @Test
    @DisplayName("The source of a pre-release is where PostgreSQL publishes it")
    void source() throws IOException {
        assertThat(nodes().flatMap(node -> node.stages().stream())
                        .flatMap(stage -> stage.operations().stream())
                        .flatMap(operation -> operation.instructions().stream())
                        .filter(Instruction.Download.class::isInstance)
                        .map(download -> ((Instruction.Download) download).url().value()))
                .contains("https://ftp.postgresql.org/pub/source/v19beta1/postgresql-19beta1.tar.bz2");
    }

    /** Every image, made for one beta alone. */
    private static Stream<Node> nodes() throws IOException {
        Family family = family();
        List<Axis> beta = family.axes().stream()
                .map(axis -> new Axis(axis.name(), List.of(BETA), axis.origin()))
                .toList();
        return BuildGraph.of(new Family(family.repository(), family.sources(), beta, family.images(), family.context()))
                .nodes()
                .stream();
    }

    private static Family family() throws IOException {
        return Graphs.family(new CitusImages().resource("graph.json"));
    }
}
