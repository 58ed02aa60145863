package dev.slipway.runner.registry;

import org.jspecify.annotations.Nullable;

/** Why a registry did not do what it was asked. The message names the registry, the repository and the cure. */
public abstract sealed class RegistryException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private RegistryException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /** Nobody answers there, or nobody who speaks TLS as expected. */
    public static final class Unreachable extends RegistryException {
        private static final long serialVersionUID = 1L;

        Unreachable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** Credentials are missing, wrong, or not good enough. */
    public static final class Unauthorized extends RegistryException {
        private static final long serialVersionUID = 1L;

        Unauthorized(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The registry has no such repository, tag, manifest, platform or blob. */
    public static final class NotFound extends RegistryException {
        private static final long serialVersionUID = 1L;

        NotFound(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The registry understood and said no, or sent what is no image, or not the one that was asked for. */
    public static final class Refused extends RegistryException {
        private static final long serialVersionUID = 1L;

        Refused(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** The registry takes images, and nothing that belongs to them. */
    public static final class ImagesOnly extends RegistryException {
        private static final long serialVersionUID = 1L;

        ImagesOnly(RegistryException refusal) {
            super(String.valueOf(refusal.getMessage()), refusal);
        }
    }

    /** The connection broke, or the registry is out of order. */
    public static final class IoFailure extends RegistryException {
        private static final long serialVersionUID = 1L;

        IoFailure(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }

    /** What was to be pushed is not what it was when it was put there. */
    public static final class Damaged extends RegistryException {
        private static final long serialVersionUID = 1L;

        private final String digest;

        Damaged(String message, String digest, @Nullable Throwable cause) {
            super(message, cause);
            this.digest = digest;
        }

        /** That its bytes should have. */
        public String digest() {
            return digest;
        }
    }

    /** The thread was interrupted; it still is. */
    public static final class Stopped extends RegistryException {
        private static final long serialVersionUID = 1L;

        Stopped(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
