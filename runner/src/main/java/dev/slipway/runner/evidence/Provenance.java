package dev.slipway.runner.evidence;

import dev.slipway.graph.Node;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How an image came about.
 *
 * @param repository that the image is in, as in {@code registry.example/citus/extbuilder}
 * @param digest of its manifest
 * @param platform {@code linux/amd64}
 * @param node its definition, resolved
 * @param materials of it and of all that it is made from
 * @param bases digests of external images, as far as the engine knows them
 * @param fingerprint of all that the image depends on, where that is known
 * @param lock the digest of the lock that the build went by, where there was one
 */
record Provenance(
        String repository,
        String digest,
        String platform,
        Node node,
        Materials materials,
        SortedMap<String, String> bases,
        BuildFacts facts,
        List<Definition> definitions,
        Optional<String> fingerprint,
        Optional<String> lock) {
    Provenance {
        bases = Collections.unmodifiableSortedMap(new TreeMap<>(bases));
        definitions = List.copyOf(definitions);
    }
}
