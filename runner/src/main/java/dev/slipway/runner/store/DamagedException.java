package dev.slipway.runner.store;

import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** Something in the store is not what was put there. It is gone now, so that it can be made again. */
public final class DamagedException extends FileSystemException {
    private static final long serialVersionUID = 1L;

    DamagedException(Path file, String reason) {
        super(file.toString(), null, reason);
    }
}
