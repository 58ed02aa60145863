package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.registry.ImageReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class OutputsTest {
    private final Outputs outputs = new Outputs(Compression.DEFAULT, Set.of("plain.example:5000"), new TreeMap<>());

    @Test
    void whatever_an_annotation_says_stays_one_field() {
        Outputs noted = new Outputs(
                Compression.DEFAULT,
                Set.of(),
                new TreeMap<>(Map.of("a.revision", "0a1b2c3", "a.source", "https://x.example/\"a,b\"")));

        assertThat(noted.layout(Path.of("/layout")))
                .endsWith(",\"annotation.a.revision=0a1b2c3\""
                        + ",\"annotation.a.source=https://x.example/\"\"a,b\"\"\"");
    }

    @Test
    void images_are_pushed_by_digest() {
        assertThat(outputs.pushed(ImageReference.parse("registry.example/citus/extbuilder:1")))
                .isEqualTo("type=image,push=true,push-by-digest=true,name=registry.example/citus/extbuilder"
                        + ",oci-mediatypes=true,rewrite-timestamp=true,compression=gzip,compression-level=4");
    }

    @Test
    void a_builder_learns_which_registries_are_insecure() {
        assertThat(outputs.pushed(ImageReference.parse("plain.example:5000/extbuilder:1")))
                .isEqualTo("type=image,push=true,push-by-digest=true,name=plain.example:5000/extbuilder"
                        + ",oci-mediatypes=true,rewrite-timestamp=true,compression=gzip,compression-level=4"
                        + ",registry.insecure=true");
    }

    @Test
    void saved_images_are_as_pushed_ones() {
        assertThat(outputs.layout(Path.of("/layout")))
                .isEqualTo("type=oci,tar=false,dest=/layout"
                        + ",oci-mediatypes=true,rewrite-timestamp=true,compression=gzip,compression-level=4");
    }
}
