package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.layer.Compression;
import dev.slipway.runner.registry.ImageReference;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

class OutputsTest {
    private final Outputs outputs = new Outputs(Compression.DEFAULT, Set.of("plain.example:5000"));

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
