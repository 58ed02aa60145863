package dev.slipway.runner.reuse;

import dev.slipway.runner.registry.Annotations;
import dev.slipway.runner.registry.Attached;
import dev.slipway.runner.registry.Descriptor;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is kept beside an image of how it came about. An image that has one has passed its checks.
 *
 * @param node its id
 * @param fingerprint the digits of it
 * @param image what it is about: a manifest or an index
 * @param pushed when that was
 * @param checks how many there were
 */
public record ImageRecord(String node, String fingerprint, Descriptor image, Instant pushed, int checks, Maker maker) {
    private static final String NODE = "dev.slipway.node";
    private static final String FINGERPRINT = "dev.slipway.fingerprint";
    private static final String CHECKS = "dev.slipway.checks.passed";
    private static final String ENGINE = "dev.slipway.engine";

    Map<String, String> annotations() {
        Map<String, String> annotations = new TreeMap<>(Map.of(
                NODE,
                node,
                FINGERPRINT,
                fingerprint,
                CHECKS,
                Integer.toString(checks),
                ENGINE,
                maker.engine(),
                Annotations.CREATED,
                pushed.toString()));
        maker.commit().ifPresent(commit -> annotations.put(Annotations.REVISION, commit));
        return annotations;
    }

    /** Reads one; empty if that is something else. */
    static Optional<ImageRecord> read(Attached attached) {
        Map<String, String> annotations = attached.annotations();
        if (!annotations.keySet().containsAll(Set.of(NODE, FINGERPRINT, CHECKS, Annotations.CREATED))) {
            return Optional.empty();
        }
        try {
            return Optional.of(new ImageRecord(
                    annotations.getOrDefault(NODE, ""),
                    annotations.getOrDefault(FINGERPRINT, ""),
                    attached.subject(),
                    Instant.parse(annotations.getOrDefault(Annotations.CREATED, "")),
                    Integer.parseInt(annotations.getOrDefault(CHECKS, "")),
                    new Maker(
                            annotations.getOrDefault(ENGINE, ""),
                            Optional.ofNullable(annotations.get(Annotations.REVISION)))));
        } catch (DateTimeException | NumberFormatException e) {
            return Optional.empty();
        }
    }
}
