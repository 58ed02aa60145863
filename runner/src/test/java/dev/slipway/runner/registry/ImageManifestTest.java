package dev.slipway.runner.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** What counts as an image. */
class ImageManifestTest {
    private static final String CONFIG = """
            "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "sha256:%s", "size": 2}""".formatted("0".repeat(64));

    @Test
    void an_image_of_settings_only_has_null_for_layers_when_buildkit_made_it() {
        assertThat(parse("{\"schemaVersion\": 2, " + CONFIG + ", \"layers\": null}")
                        .layers())
                .isEmpty();
    }

    @Test
    void what_says_nothing_of_layers_is_no_image() {
        assertThatThrownBy(() -> parse("{\"schemaVersion\": 2, " + CONFIG + "}"))
                .hasMessage("it has neither layers nor manifests, so it is no container image");
    }

    private static ImageManifest parse(String manifest) {
        return ImageManifest.parse(manifest.getBytes(StandardCharsets.UTF_8));
    }
}
