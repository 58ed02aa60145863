package dev.slipway.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.model.Family;
import dev.slipway.model.Reference;
import dev.slipway.model.Release;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BindingsTest {
    private static final Family FAMILY = Families.family();
    private static final Release SIXTEEN = Families.PG.releases().get(0);
    private static final Bindings OF_SIXTEEN = new Bindings(FAMILY, Map.of("pg", SIXTEEN));

    @ParameterizedTest
    @CsvSource({
        "pg,16.13",
        "pg.major,16",
        "pg.plain,16.13",
        "pg.citus,v11 v12",
        "pg.citus.first,v11",
        "pg.citus.last,v12",
        "pg.extra,''",
        "pg.all,16.13 17.9 18~beta1",
        "pg.all.major,16 17 18",
        "pg.all.plain,16.13 17.9 18beta1",
        "pg.all.plain.last,18beta1",
        "pg.all.citus,v11 v12 v13 v14",
        "pg.all.extra,x",
        "pg.all.last,18~beta1",
        "pg.all.major.first,16",
        "pypi,''",
        "citus,https://git.example.org/citus.git",
    })
    void a_reference_stands_for(String reference, String value) {
        assertThat(OF_SIXTEEN.value(Reference.of(reference))).isEqualTo(value);
    }

    @ParameterizedTest
    @CsvSource({
        "pg,false",
        "pg.major,false",
        "pg.plain,false",
        "pg.citus,true",
        "pg.citus.last,false",
        "pg.extra,true",
        "pg.all,true",
        "pg.all.major,true",
        "pg.all.last,false",
        "pypi,false",
    })
    void lists_are_told_from_single_values_whatever_the_release(String reference, boolean isList) {
        assertThat(Bindings.isList(FAMILY, Reference.of(reference))).isEqualTo(isList);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "pq|'{pq}': there is no axis or source 'pq'. Did you mean 'pg'?",
                "pg.majr|'{pg.majr}': axis 'pg' has no attribute 'majr'. Did you mean 'major'?",
                "pg.plan|'{pg.plan}': axis 'pg' has no attribute 'plan'. Did you mean 'plain'?",
                "pg.citus.lst|'{pg.citus.lst}': nothing stands behind 'citus' but 'first' or 'last'",
                "pg.extra.last|'{pg.extra.last}': the list is empty",
            })
    void a_reference_that_means_nothing_says_why(String reference, String message) {
        assertThatThrownBy(() -> OF_SIXTEEN.value(Reference.of(reference)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void an_image_that_does_not_vary_has_only_all_releases() {
        Bindings none = new Bindings(FAMILY, Map.of());
        assertThat(none.value(Reference.of("pg.all.major"))).isEqualTo("16 17 18");
        assertThatThrownBy(() -> none.value(Reference.of("pg.major")))
                .hasMessageContaining("Add @ForEach, or write '{pg.all.major}'");
    }
}
