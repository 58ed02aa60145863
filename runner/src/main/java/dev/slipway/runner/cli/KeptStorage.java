package dev.slipway.runner.cli;

import dev.slipway.runner.display.ByteSize;
import dev.slipway.runner.failure.InputException;

/** Reads {@code --keep-storage}. */
final class KeptStorage {
    static final String OPTION = "--keep-storage";

    private KeptStorage() {}

    /** In bytes. */
    static long read(String text) {
        return ByteSize.parse(text)
                .orElseThrow(() ->
                        new InputException(OPTION + ": '" + text + "' is not a size such as 500MB, 20GB or 1.5TiB"));
    }
}
