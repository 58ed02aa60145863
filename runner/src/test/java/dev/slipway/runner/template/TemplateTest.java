package dev.slipway.runner.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.graph.BuildGraph;
import dev.slipway.model.Family;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.Inventory;
import dev.slipway.runner.plan.Repository;
import dev.slipway.runner.plan.TagSuffix;
import dev.slipway.runner.profile.Omission;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TemplateTest {
    private static final BuildGraph GRAPH = BuildGraph.of(TestFamily.family());
    private static final BuildGraph OTHER = BuildGraph.of(TestFamily.single("other", "1"));
    private static final Destination OWN = new Destination(Optional.empty(), new TagSuffix("-dev1", false));

    @Test
    void references_become_values() {
        assertThat(fill("""
                repository: @{repository}
                image: "@{image.extbuilder}:@{tag.pgupgradetester}@{suffix}"
                all: @{pg.all.major} of @{pgdg}, @{pg.all.citus.last}
                nothing: ${{ github.ref }} { "a": 1 } a@b.c @{{ $HOME \\1
                """)).isEqualTo("""
                repository: citus
                image: "citus/extbuilder:16.13-17.9-dev1"
                all: 16 17 of https://pgdg.example/apt, v13.2.2
                nothing: ${{ github.ref }} { "a": 1 } a@b.c @{{ $HOME \\1
                """);
    }

    @Test
    void a_line_of_a_release_is_there_for_each() {
        assertThat(fill("""
                first
                pg@{pg.major}: '{ "full": "@{pg.plain}", "newest": "@{pg.all.last}" }'
                last
                """)).isEqualTo("""
                first
                pg16: '{ "full": "16.13", "newest": "17.9" }'
                pg17: '{ "full": "17.9", "newest": "17.9" }'
                last
                """);
    }

    @Test
    void another_repository_is_that_of_all_images() {
        Names names =
                names(new Destination(Optional.of(new Repository("ghcr.io/org")), TagSuffix.release()), GRAPH, OTHER);

        assertThat(new Template("t", "@{repository} @{image.other} @{image.extbuilder}@{suffix}").fill(names))
                .isEqualTo("ghcr.io/org ghcr.io/org/other ghcr.io/org/extbuilder\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    image.extbilder | there is no image 'extbilder'. Did you mean 'extbuilder'?
                    image.          | a reference needs a name: [image, ]
                    image.gone      | image 'gone' is left out by the profile: there is none here
                    tag.extbuilder  | image 'extbuilder' has more than one tag: 16.13, 17.9
                    pg.majr         | '{pg.majr}': axis 'pg' has no attribute 'majr'. Did you mean 'major'?
                    suffx           | '{suffx}': there is no axis or source 'suffx'.
                    pg..major       | a reference needs a name: [pg, , major]
                    ``              | a reference needs a name: []
                    """)
    void a_reference_that_means_nothing_is_refused(String reference, String message) {
        assertThatThrownBy(() -> fill("first\nsecond @{" + reference + "}\n"))
                .isInstanceOf(InputException.class)
                .hasMessage("template t, line 2: " + message);
    }

    @Test
    void catalogues_with_several_repositories_have_none_in_common() {
        BuildGraph elsewhere = BuildGraph.of(new Family(
                "elsewhere",
                List.of(),
                List.of(),
                TestFamily.single("other", "1").images(),
                List.of()));

        assertThatThrownBy(() -> new Template("t", "@{repository}").fill(names(OWN, GRAPH, elsewhere)))
                .isInstanceOf(InputException.class)
                .hasMessage(
                        "template t, line 1: the catalogues have several repositories, citus and elsewhere. Name one"
                                + " with --repo");
    }

    private static String fill(String text) {
        return new Template("t", text).fill(names(OWN, GRAPH));
    }

    private static Names names(Destination destination, BuildGraph... graphs) {
        return new Names(
                new Inventory(List.of(graphs), List.of(new Omission("gone", "there is none here"))), destination);
    }
}
