package dev.slipway.runner.registry;

import java.io.IOException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.file.FileSystemException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong in a conversation, for whoever asked for it.
 *
 * @param exception what to throw once nothing is left to try
 * @param isTransient true if the same may succeed a little later
 * @param retryAfter how long the registry asked to wait
 */
record Failure(RegistryException exception, boolean isTransient, Optional<Duration> retryAfter) {
    /** As Java says, in two ways, that somebody answered TLS with plain HTTP. */
    private static final Pattern PLAIN = Pattern.compile("(?i)unrecognized SSL message");

    /** @param now for registries that name the time to come back at */
    static Failure of(Operation operation, Exception thrown, Instant now) {
        if (thrown instanceof RegistryException already) {
            return permanent(already);
        }
        if (thrown instanceof RefusedRequest refused) {
            return new Failure(
                    Refusals.exception(operation, refused),
                    Refusals.isTransient(refused.status()),
                    RetryAfter.parse(refused.retryAfter(), now));
        }
        if (thrown instanceof Credentials.UnusableException unusable) {
            return permanent(new RegistryException.Unauthorized(
                    "Cannot " + operation + ": " + unusable.getMessage() + ".", unusable));
        }
        return thrown instanceof IOException broken
                ? broken(operation, broken)
                : permanent(new RegistryException.Refused(
                        "Cannot " + operation + ": the answer is unreadable: " + thrown, thrown));
    }

    private static Failure broken(Operation operation, IOException thrown) {
        if (thrown instanceof BlobBody.DamagedBlob damaged) {
            return permanent(new RegistryException.Damaged(
                    "Cannot " + operation + ": " + thrown.getMessage() + ". Have it made again.",
                    damaged.digest(),
                    thrown));
        }
        if (thrown instanceof Network.UnsafeException unsafe) {
            return permanent(new RegistryException.Unreachable(
                    "Cannot " + operation + ": " + operation.registry() + " sends to " + unsafe.getMessage()
                            + ", where others could listen. If that is meant, add: --insecure-registry "
                            + unsafe.authority(),
                    thrown));
        }
        if (isNotTrusted(thrown)) {
            return permanent(new RegistryException.Unreachable(
                    "Cannot " + operation + ": " + operation.registry()
                            + " has no certificate that Java trusts, or speaks plain HTTP. Have Java trust it with:"
                            + " keytool -importcert -cacerts -file CERTIFICATE; or, where nobody can listen, add:"
                            + " --insecure-registry " + operation.registry(),
                    thrown));
        }
        Throwable root = root(thrown);
        if (root instanceof FileSystemException) {
            return permanent(new RegistryException.IoFailure(
                    "Cannot " + operation + ": the file cannot be used: " + root
                            + ". Check the disk and its permissions.",
                    thrown));
        }
        UnusableAnswer unusable = find(thrown, UnusableAnswer.class);
        if (unusable != null) {
            return permanent(new RegistryException.Refused(
                    "Cannot " + operation + ": " + operation.registry() + " " + unusable.getMessage()
                            + ". Check that it is a registry, and how it and any proxy before it are set up.",
                    thrown));
        }
        if (root instanceof WrongContentException) {
            return permanent(new RegistryException.Refused(
                    "Cannot " + operation + ": " + root.getMessage() + ". Have the image pushed there again.", thrown));
        }
        if (Host.isSilence(thrown) || thrown instanceof Host.NobodyAnswers) {
            // Where nobody has ever answered, nobody is about to.
            return new Failure(
                    unreachable(operation, thrown), !(thrown instanceof Host.NobodyAnswers), Optional.empty());
        }
        return new Failure(
                new RegistryException.IoFailure(
                        "Cannot " + operation + ": " + describe(root) + ". Check the connection to "
                                + operation.registry() + " and try again.",
                        thrown),
                true,
                Optional.empty());
    }

    /** Other troubles with TLS are those of a line that broke. */
    private static boolean isNotTrusted(Throwable thrown) {
        return find(thrown, CertificateException.class) != null || isPlainHttp(thrown);
    }

    /** Whether somebody answered TLS with plain HTTP. */
    static boolean isPlainHttp(Throwable thrown) {
        SSLException tls = find(thrown, SSLException.class);
        return tls != null && PLAIN.matcher(String.valueOf(tls.getMessage())).find();
    }

    private static RegistryException unreachable(Operation operation, IOException thrown) {
        Throwable how = thrown instanceof Host.NobodyAnswers ? cause(thrown) : thrown;
        return new RegistryException.Unreachable(
                "Cannot " + operation + ": " + operation.registry() + " does not answer (" + silence(how)
                        + "). Check its name and port, the network and the proxy.",
                thrown);
    }

    /** Java's client has no words for the two that are most frequent. */
    private static String silence(Throwable how) {
        if (find(how, UnresolvedAddressException.class) != null) {
            return "unknown host";
        }
        return how.getMessage() == null ? "connection refused" : describe(how);
    }

    /** What went wrong, in a few words that are never a server's own: those may hold anything. */
    static String reason(Exception thrown) {
        return Host.isSilence(thrown) ? silence(thrown) : describe(root(thrown));
    }

    private static Failure permanent(RegistryException exception) {
        return new Failure(exception, false, Optional.empty());
    }

    private static String describe(Throwable root) {
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : message;
    }

    private static Throwable cause(Throwable thrown) {
        return thrown.getCause() == null ? thrown : thrown.getCause();
    }

    private static Throwable root(Throwable thrown) {
        Throwable root = thrown;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static <T extends Throwable> @Nullable T find(Throwable thrown, Class<T> type) {
        for (Throwable each = thrown; each != null; each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
