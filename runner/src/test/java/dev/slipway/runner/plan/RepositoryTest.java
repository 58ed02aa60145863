package dev.slipway.runner.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.failure.InputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RepositoryTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "citus",
                "ghcr.io/org",
                "127.0.0.1:5000/citus",
                "localhost:5000",
                "localhost/a/b",
                "registry.Example.com/a__b/c-d",
                "[::1]:5000/citus"
            })
    void repositories_are_read(String text) {
        assertThat(Repository.parse(text, "--repo").name()).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Citus                | it must be in lower case. Did you mean 'citus'?
                    ghcr.io/Org          | it must be in lower case. Did you mean 'ghcr.io/org'?
                    my repo              | it has a space in it
                    https://ghcr.io/org  | leave out 'https://'
                    citus:latest         | leave out ':latest', the tag comes from the image
                    ghcr.io/org:1        | leave out ':1', the tag comes from the image
                    citus@sha256:00      | leave out '@sha256:00', digests belong to images
                    localhost:70000      | ports are numbers from 1 to 65535
                    ghcr.io:0/org        | ports are numbers from 1 to 65535
                    citus/               | leave out the '/' at its end
                    /citus               | leave out the '/' at its start
                    a//b                 | it may hold lower-case letters and digits, with single dots, dashes, underscores or slashes between them
                    """)
    void others_are_refused_with_the_cure(String text, String cure) {
        assertThatThrownBy(() -> Repository.parse(text, "DOCKER_REPO"))
                .isInstanceOf(InputException.class)
                .hasMessage("DOCKER_REPO: '" + text + "' is not a repository: " + cure);
    }

    @Test
    void an_empty_one_is_refused() {
        assertThatThrownBy(() -> Repository.parse("", "DOCKER_REPO"))
                .hasMessage(
                        "DOCKER_REPO: '' is not a repository: it is empty. Give one such as citus or ghcr.io/org, or"
                                + " leave it out for the catalogue's own");
    }
}
