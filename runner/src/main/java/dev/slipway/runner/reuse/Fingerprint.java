package dev.slipway.runner.reuse;

import dev.slipway.graph.Digests;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Stands for all that an image depends on: images of one fingerprint may stand for each other.
 *
 * @param digits hexadecimal
 * @param inputs what it was made from
 */
public record Fingerprint(String digits, List<Input> inputs) {
    /** To be counted up when equal inputs lead to other images. */
    private static final int FORMAT = 1;

    private static final String PREFIX = "fingerprint-";
    private static final Pattern TAG = Pattern.compile(PREFIX + "[0-9a-f]{64}");

    public Fingerprint {
        inputs = List.copyOf(inputs);
    }

    static Fingerprint of(List<Input> inputs) {
        List<List<String>> counted = inputs.stream()
                .map(input -> List.of(input.kind().text(), input.value()))
                .toList();
        String digest = Digests.of("fingerprint", FORMAT, counted);
        return new Fingerprint(digest.substring(digest.indexOf(':') + 1), inputs);
    }

    /** The tag of its record, in the repository of the image. */
    public String tag() {
        return PREFIX + digits;
    }

    /** Whether it is the tag of a record, and no image's. */
    public static boolean isTag(String tag) {
        return TAG.matcher(tag).matches();
    }
}
