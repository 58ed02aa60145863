package dev.slipway.runner.reuse;

import dev.slipway.runner.plan.DevelopmentTag;
import dev.slipway.runner.registry.ImageReference;
import java.time.LocalDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Images that others were before.
 *
 * @param wanted the name that an image would get
 * @param release its tag as a release
 */
record Predecessors(ImageRecords records, ImageReference wanted, String release) {
    /** What differs from the image that has the name, or was pushed last under another, or is the release. */
    Standing compare(Fingerprint fingerprint, Map<String, List<Input>> inputs) {
        List<String> tags = records.registry().tags(wanted);
        Optional<ImageReference> before = Stream.of(Stream.of(wanted.tag()), development(tags), Stream.of(release))
                .flatMap(some -> some)
                .filter(tags::contains)
                .map(wanted::withTag)
                .findFirst();
        Map<String, List<Input>> old = before.flatMap(records.registry()::lookUp)
                .map(digest -> records.inputs(wanted.withTag(digest)))
                .orElse(Map.of());
        return old.isEmpty()
                ? Standing.absent(fingerprint, Optional.empty(), List.of())
                : Standing.absent(fingerprint, before.map(ImageReference::toString), Differences.between(old, inputs));
    }

    /** Of those that tell a time, the last; else any. */
    private Stream<String> development(List<String> tags) {
        return tags.stream()
                .flatMap(tag -> DevelopmentTag.parse(tag).stream())
                .filter(tag -> tag.release().equals(release))
                .max(Comparator.comparing(tag -> tag.made().orElse(LocalDateTime.MIN)))
                .map(DevelopmentTag::tag)
                .stream();
    }
}
