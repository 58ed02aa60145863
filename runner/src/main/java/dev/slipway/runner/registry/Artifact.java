package dev.slipway.runner.registry;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What belongs to an image and is none itself, such as a list of what is in it.
 *
 * @param type its media type, by which it is found
 * @param annotations what can be known of it without its payloads
 * @param payloads at least one
 */
public record Artifact(String type, Map<String, String> annotations, List<Payload> payloads) {
    public Artifact {
        if (type.isEmpty() || payloads.isEmpty()) {
            throw new IllegalArgumentException("an artifact has a type and a payload");
        }
        annotations = Collections.unmodifiableSortedMap(new TreeMap<>(annotations));
        payloads = List.copyOf(payloads);
    }

    /** Bytes, and what they are. */
    // The array is copied on its way in and out, and compared by content.
    @SuppressWarnings("ArrayRecordComponent")
    public record Payload(String mediaType, byte[] bytes) {
        public Payload {
            bytes = bytes.clone();
        }

        @Override
        public byte[] bytes() {
            return bytes.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Payload that
                    && mediaType.equals(that.mediaType)
                    && Arrays.equals(bytes, that.bytes);
        }

        @Override
        public int hashCode() {
            return mediaType.hashCode() * 31 + Arrays.hashCode(bytes);
        }

        @Override
        public String toString() {
            return bytes.length + " bytes of " + mediaType;
        }
    }
}
