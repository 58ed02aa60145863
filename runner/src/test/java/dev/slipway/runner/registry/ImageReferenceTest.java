package dev.slipway.runner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    @ParameterizedTest
    @CsvSource({
        "debian, docker.io/library/debian:latest",
        "debian:bookworm, docker.io/library/debian:bookworm",
        "citus/extbuilder:16.13, docker.io/citus/extbuilder:16.13",
        "docker.io/debian, docker.io/library/debian:latest",
        "index.docker.io/citus/citus, docker.io/citus/citus:latest",
        "localhost/a, localhost/a:latest",
        "localhost:5000/citus/a:v1, localhost:5000/citus/a:v1",
        "127.0.0.1:5000/a, 127.0.0.1:5000/a:latest",
        "[::1]:5000/a:b, [::1]:5000/a:b",
        "ghcr.io/org/a__b.c-d---e:_x, ghcr.io/org/a__b.c-d---e:_x",
    })
    void fillsInWhatDockerWould(String text, String expected) {
        assertThat(ImageReference.parse(text)).hasToString(expected);
        assertThat(ImageReference.parse(expected)).hasToString(expected);
    }

    @Test
    void letsADigestWinOverATag() {
        ImageReference reference = ImageReference.parse("debian:bookworm@" + DIGEST);

        assertThat(reference).isEqualTo(new ImageReference("docker.io", "library/debian", DIGEST));
        assertThat(reference).hasToString("docker.io/library/debian@" + DIGEST);
        assertThat(reference.isDigest()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|it is empty",
                "a b|white space",
                "https://ghcr.io/a|it is a URL",
                "Debian|write 'debian' for 'Debian'",
                "ghcr.io//a|remove the '/' too many",
                "a/b/|remove the '/' too many",
                "a--_b|'a--_b' is no repository name",
                "-a.b/c|'-a.b' is no host",
                "a:|a tag starts with",
                "a:-b|a tag starts with",
                "a@sha256:12|'sha256:12' is no digest",
            })
    void namesTheTextAndTheCure(String text, String cure) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageReference.parse(text))
                .withMessageContaining(cure);
    }

    @Test
    void quotesWhatWasWritten() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageReference.parse("ghcr.io/Citus/a"))
                .withMessage("'ghcr.io/Citus/a': repositories are lower case: write 'citus' for 'Citus'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"citus", "localhost:5000/citus", "localhost:5000", "ghcr.io/org", "ghcr.io", "a/b/c"})
    void acceptsPrefixes(String prefix) {
        assertThatCode(() -> ImageReference.checkRepositoryPrefix(prefix)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|it is empty",
                "Citus|write 'citus' for 'Citus'",
                "ci tus|white space",
                "ghcr.io//citus|remove the '/' too many",
                "citus/|remove the '/' too many",
                "citus:latest|write 'citus'",
                "citus@sha256:12|has no digest",
                "https://ghcr.io/citus|it is a URL",
            })
    void refusesPrefixes(String prefix, String cure) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageReference.checkRepositoryPrefix(prefix))
                .withMessageContaining(cure);
    }

    @Test
    void boundsTags() {
        assertThatCode(() -> ImageReference.checkTag("x".repeat(128))).doesNotThrowAnyException();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ImageReference.checkTag("x".repeat(129)))
                .withMessageContaining("this one has 129");
    }
}
