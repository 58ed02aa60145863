package dev.slipway.runner.layer;

import java.io.IOException;

/** A layer's archive is not what it should be, or does what it should not. The message says so of the archive, "it". */
public final class LayerException extends IOException {
    private static final long serialVersionUID = 1L;

    LayerException(String message) {
        super(message);
    }

    LayerException(String message, Throwable cause) {
        super(message, cause);
    }

    /** One about an entry: {@code 'etc/passwd' is there twice}. */
    static LayerException of(String name, String what) {
        return new LayerException("'" + EntryName.shown(name) + "' " + what);
    }
}
