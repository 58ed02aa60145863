package dev.slipway.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.Node;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.failure.InputException;
import dev.slipway.runner.profile.Omission;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SelectorTest {
    private static final BuildGraph GRAPH = BuildGraph.of(TestFamily.family());
    private static final Inventory INVENTORY = new Inventory(List.of(GRAPH), List.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    extbuilder           | extbuilder:16.13 extbuilder:17.9
                    extbuilder:16.13     | extbuilder:16.13
                    extbuilder:17        | extbuilder:17.9
                    extbuilder:*.9       | extbuilder:17.9
                    pg=17                | extbuilder:17.9 exttester:17.9
                    pg=16.13             | extbuilder:16.13 exttester:16.13
                    *tester              | exttester:16.13 exttester:17.9 pgupgradetester
                    ext*:17*             | extbuilder:17.9 exttester:17.9
                    *tester,pg=17        | exttester:17.9
                    compilerbase         | compilerbase
                    *                    | extbuilder:16.13 extbuilder:17.9 exttester:16.13 exttester:17.9 pgupgradetester stylechecker
                    pgupgradetester:16.13-17.9 | pgupgradetester
                    """)
    void selectors_choose(String selector, String ids) {
        assertThat(new Selector(selector).choose(INVENTORY).stream().map(Node::id))
                .containsExactly(ids.split(" "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    extbuildr            | there is no image 'extbuildr'. Did you mean 'extbuilder'?
                    zebra                | there is no image 'zebra'. Run 'runner list' for all of them
                    z*                   | there is no image 'z*'. Run 'runner list' for all of them
                    ``                   | there is no image ''. Run 'runner list' for all of them
                    extbuilder:16.12     | 'extbuilder' has no tag '16.12': 16.13, 17.9 would be one. Did you mean '16.13'?
                    pgg=17               | 'pgg=17': there is no axis 'pgg'. Did you mean 'pg'?
                    os=17                | 'os=17': there is no axis 'os'. There is pg
                    pg=15                | 'pg=15': axis 'pg' has no release '15': 16.13, 17.9 would be one.
                    stylechecker,pg=17   | 'stylechecker,pg=17' means no image. Run 'runner list' for all of them
                    compiler*            | 'compiler*' means no image. Run 'runner list' for all of them
                    """)
    void selectors_that_mean_nothing_are_refused(String selector, String message) {
        assertThatThrownBy(() -> new Selector(selector).choose(INVENTORY))
                .isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @Test
    void an_image_that_the_profile_leaves_out_says_why() {
        Inventory inventory = new Inventory(List.of(GRAPH), List.of(new Omission("zebra", "needs the savannah")));

        assertThatThrownBy(() -> new Selector("zebra").choose(inventory))
                .hasMessage("image 'zebra' is left out by the profile: needs the savannah");
    }
}
