package dev.slipway.runner.engine.embedded;

import dev.slipway.runner.registry.ImagePull;
import dev.slipway.runner.store.DamagedException;
import dev.slipway.runner.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** Manifests of pulled images, as blobs of the store. */
record StoredManifests(Store store) implements ImagePull.Manifests {
    @Override
    public Optional<byte[]> find(String digest) throws IOException {
        try {
            return store.findBlob(digest).isPresent()
                    ? Optional.of(Files.readAllBytes(store.proveBlob(digest)))
                    : Optional.empty();
        } catch (DamagedException e) {
            // It is pulled again.
            return Optional.empty();
        }
    }

    @Override
    public void keep(byte[] manifest) throws IOException {
        String unused = store.keepBlob(manifest);
    }
}
