package dev.slipway.runner.evidence;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.registry.ImageManifest;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Platform;
import dev.slipway.runner.registry.RemoteImage;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What evidence is of, in tests. */
final class Evidences {
    static final ImageReference APP = ImageReference.parse("registry.example/citus/app:1");
    static final String COMMIT = "0123456789".repeat(4);

    static final String CONFIGURATION = "{\"os\": \"linux\", \"architecture\": \"amd64\"}";

    /** Of an image without layers. */
    static final ImageManifest MANIFEST = ImageManifest.parse(
            bytes("""
            {"schemaVersion": 2, "mediaType": "%s", "layers": [],
             "config": {"mediaType": "application/vnd.oci.image.config.v1+json", "digest": "%s", "size": %d}}
            """.formatted(ImageManifest.OCI, Sha256.of(bytes(CONFIGURATION)), CONFIGURATION.length())));

    static final String DIGEST = MANIFEST.digest();

    private Evidences() {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static RemoteImage.OnePlatform image() {
        return new RemoteImage.OnePlatform(Platform.LINUX_AMD64, MANIFEST, "", Map.of(), Map.of());
    }

    static BuildFacts facts() {
        return new BuildFacts(
                "1.2.3", "embedded", "debian", Instant.parse("2026-11-01T00:00:00Z"), Evidences::definitions);
    }

    static List<Definition> definitions() {
        return List.of(new Definition(Optional.of("https://example.org/images.git"), COMMIT, true));
    }
}
