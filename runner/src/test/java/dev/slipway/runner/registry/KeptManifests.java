package dev.slipway.runner.registry;

import dev.slipway.runner.digest.Sha256;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Manifests in memory. */
final class KeptManifests implements ImagePull.Manifests {
    private final Map<String, byte[]> byDigest = new HashMap<>();

    @Override
    public Optional<byte[]> find(String digest) {
        return Optional.ofNullable(byDigest.get(digest));
    }

    @Override
    public void keep(byte[] manifest) {
        byDigest.put(Sha256.of(manifest), manifest);
    }
}
