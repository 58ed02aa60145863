package dev.slipway.runner.evidence;

import java.util.Optional;

/**
 * The definitions of a catalogue, as git has them.
 *
 * @param repository where others find them; never with a password
 * @param commit its full name
 * @param isCommitted whether nothing was changed since
 */
public record Definition(Optional<String> repository, String commit, boolean isCommitted) {}
