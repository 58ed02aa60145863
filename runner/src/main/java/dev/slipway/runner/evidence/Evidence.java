package dev.slipway.runner.evidence;

import java.util.List;

/** How the evidence that this program puts beside an image is found. */
public final class Evidence {
    /** The artifact type of a bill of materials. */
    public static final String BILL = "application/vnd.cyclonedx+json";

    /** The artifact type of a provenance. */
    public static final String PROVENANCE = ProvenanceStatement.TYPE;

    static final List<String> TYPES = List.of(BILL, PROVENANCE);

    /** The annotation with the version of this program, which only its own evidence has. */
    public static final String VERSION = "dev.slipway.version";

    private Evidence() {}
}
