package dev.slipway.runner.registry;

import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;
import com.google.cloud.tools.jib.image.json.ManifestTemplate;
import java.nio.charset.StandardCharsets;

/** Hands jib a manifest to push as the bytes it is: jib's own templates would reorder and drop what they read. */
final class RawManifest implements ManifestTemplate {
    private final ImageManifest manifest;

    RawManifest(ImageManifest manifest) {
        this.manifest = manifest;
    }

    @JsonValue
    @JsonRawValue
    String json() {
        return new String(manifest.bytes(), StandardCharsets.UTF_8);
    }

    @Override
    public int getSchemaVersion() {
        return 2;
    }

    @Override
    public String getManifestMediaType() {
        return manifest.mediaType();
    }
}
