package dev.slipway.runner.registry;

/**
 * What was being done, for messages.
 *
 * @param verb {@code pull}, {@code push}
 * @param subject the manifest or the blob
 * @param place the repository
 */
record Operation(String verb, String subject, ImageReference place) {
    static final String PUSH = "push";
    static final String PULL = "pull";
    static final String LOOK = "look for";
    static final String LIST = "list the tags of";
    static final String REFERRERS = "list what belongs to";
    static final String DELETE = "delete";

    static Operation onManifest(String verb, ImageReference reference) {
        return new Operation(verb, reference.toString(), reference);
    }

    static Operation onBlob(String verb, ImageReference reference, Descriptor blob) {
        String repository = reference.registry() + "/" + reference.repository();
        return new Operation(verb, "blob " + blob.digest() + " of " + repository, reference);
    }

    static Operation onRepository(String verb, ImageReference reference) {
        return new Operation(verb, reference.registry() + "/" + reference.repository(), reference);
    }

    boolean isPush() {
        return verb.equals(PUSH);
    }

    String registry() {
        return place.registry();
    }

    @Override
    public String toString() {
        return verb + " " + subject;
    }
}
