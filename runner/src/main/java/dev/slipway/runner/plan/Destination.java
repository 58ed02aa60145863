package dev.slipway.runner.plan;

import dev.slipway.graph.Node;
import dev.slipway.runner.failure.InputException;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Under which names images are published.
 *
 * @param repository instead of the catalogue's own
 */
public record Destination(Optional<Repository> repository, TagSuffix suffix) {
    /** After the OCI distribution specification. */
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]*");

    private static final int LONGEST_TAG = 128;

    /**
     * The full name of a node's image.
     *
     * @throws InputException if its tag is none
     */
    public String reference(Inventory inventory, Node node) {
        String tag = node.tag() + suffix.text();
        if (tag.length() > LONGEST_TAG) {
            throw new InputException("the tag of " + node.id() + " is " + tag.length() + " characters long, and "
                    + LONGEST_TAG + " are allowed: '" + tag + "'. "
                    + (node.tag().length() > LONGEST_TAG
                            ? "Shorten the tag of @Image, or the releases in it"
                            : "Give a shorter suffix than '" + suffix.text()
                                    + "' with --tag-suffix, or shorten the tag of @Image"));
        }
        if (!TAG.matcher(tag).matches()) {
            throw new InputException("the tag of " + node.id() + " is not one: '" + tag
                    + "'. Tags hold letters, digits, dots, dashes and underscores");
        }
        return repository
                .orElseGet(() -> new Repository(inventory.graphOf(node).family().repository()))
                .reference(node.image(), tag);
    }
}
