package dev.slipway.runner.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.cloud.tools.jib.api.InsecureRegistryException;
import com.google.cloud.tools.jib.api.RegistryUnauthorizedException;
import com.google.cloud.tools.jib.http.ResponseException;
import com.google.cloud.tools.jib.registry.RegistryCredentialsNotSentException;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/**
 * What jib threw, in Slipway's terms.
 *
 * @param exception what to throw once nothing is left to try
 * @param isTransient true if the same may succeed a little later
 * @param retryAfter how long the registry asked to wait
 */
record Failure(RegistryException exception, boolean isTransient, Optional<Duration> retryAfter) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_QUOTE = 300;

    static Failure of(Operation operation, Exception thrown) {
        if (thrown instanceof RegistryException already) {
            return permanent(already);
        }
        RegistryUnauthorizedException unauthorized = find(thrown, RegistryUnauthorizedException.class);
        if (unauthorized != null) {
            return answered(operation, unauthorized.getHttpResponseException().getStatusCode(), "", thrown, null);
        }
        ResponseException response = find(thrown, ResponseException.class);
        if (response != null) {
            String reason = reason(response.getContent());
            return answered(operation, response.getStatusCode(), reason, thrown, retryAfterHeader(response));
        }
        if (find(thrown, RegistryCredentialsNotSentException.class) != null) {
            return permanent(unauthorized(operation, "", thrown));
        }
        return find(thrown, IOException.class) == null && thrown instanceof RuntimeException
                ? permanent(new RegistryException.Refused(
                        "Cannot " + operation + ": the answer is unreadable: " + thrown, thrown))
                : broken(operation, thrown);
    }

    private static Failure answered(
            Operation operation, int status, String reason, Exception thrown, @Nullable String retryAfter) {
        String says = "HTTP " + status + (reason.isEmpty() ? "" : ", " + reason);
        if (status == 401 || status == 403) {
            return permanent(unauthorized(operation, reason, thrown));
        }
        if (status == 404) {
            return permanent(new RegistryException.NotFound(
                    "Cannot " + operation + ": " + operation.registry() + " has no such thing (" + says
                            + "). Check the name and the tag; a private repository needs 'docker login "
                            + operation.registry() + "'.",
                    thrown));
        }
        if (status == 429 || status == 408 || status >= 500) {
            return new Failure(
                    new RegistryException.IoFailure(
                            "Cannot " + operation + ": " + operation.registry() + " keeps failing (" + says
                                    + "). Try again later" + (status == 429 ? ", or log in for a higher limit." : "."),
                            thrown),
                    true,
                    seconds(retryAfter));
        }
        return permanent(new RegistryException.Refused(
                "Cannot " + operation + ": " + operation.registry() + " refused (" + says
                        + "). Check that it is writable and accepts such images.",
                thrown));
    }

    private static RegistryException unauthorized(Operation operation, String reason, Exception thrown) {
        return new RegistryException.Unauthorized(
                "Cannot " + operation + ": not authorized" + (reason.isEmpty() ? "" : " (" + reason + ")")
                        + ". Log in with: docker login " + operation.registry(),
                thrown);
    }

    private static Failure broken(Operation operation, Exception thrown) {
        if (find(thrown, InsecureRegistryException.class) != null || find(thrown, SSLException.class) != null) {
            return permanent(new RegistryException.Unreachable(
                    "Cannot " + operation + ": " + operation.registry()
                            + " has no certificate that Java trusts, or speaks plain HTTP, which only a registry on"
                            + " loopback may. Have Java trust it with: keytool -importcert -cacerts -file CERTIFICATE",
                    thrown));
        }
        Throwable root = root(thrown);
        if (root instanceof FileSystemException) {
            return permanent(new RegistryException.IoFailure(
                    "Cannot " + operation + ": the file cannot be used: " + root
                            + ". Check the disk and its permissions.",
                    thrown));
        }
        if (root instanceof WrongDigestException) {
            return permanent(new RegistryException.Refused(
                    "Cannot " + operation + ": " + root.getMessage() + ". Have the image pushed there again.", thrown));
        }
        if (Reachability.isSilence(root)) {
            // Where nobody has ever answered, nobody is about to.
            boolean isTransient = find(thrown, Reachability.NobodyAnswers.class) == null;
            return new Failure(unreachable(operation, root, thrown), isTransient, Optional.empty());
        }
        return transientFailure(new RegistryException.IoFailure(
                "Cannot " + operation + ": " + describe(root) + ". Check the connection to " + operation.registry()
                        + " and try again.",
                thrown));
    }

    private static RegistryException unreachable(Operation operation, Throwable root, Exception thrown) {
        return new RegistryException.Unreachable(
                "Cannot " + operation + ": " + operation.registry() + " does not answer (" + describe(root)
                        + "). Check its name and port, the network and the proxy.",
                thrown);
    }

    private static Failure permanent(RegistryException exception) {
        return new Failure(exception, false, Optional.empty());
    }

    private static Failure transientFailure(RegistryException exception) {
        return new Failure(exception, true, Optional.empty());
    }

    private static @Nullable String retryAfterHeader(ResponseException response) {
        return response.getHeaders() == null ? null : response.getHeaders().getRetryAfter();
    }

    /** Registries send seconds; the date that HTTP also allows is not worth the trouble. */
    private static Optional<Duration> seconds(@Nullable String retryAfter) {
        return retryAfter != null && retryAfter.matches("[0-9]{1,6}")
                ? Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)))
                : Optional.empty();
    }

    /** The registry's own words, from the error document of the distribution specification. */
    private static String reason(@Nullable String content) {
        if (content == null || content.isBlank()) {
            return "";
        }
        try {
            JsonNode error = JSON.readTree(content).path("errors").path(0);
            return shortened(
                    (error.path("code").asText("") + " " + error.path("message").asText("")).strip());
        } catch (IOException notJson) {
            return shortened(content.strip());
        }
    }

    private static String shortened(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }

    private static String describe(Throwable root) {
        String message = root.getMessage();
        return message == null ? root.getClass().getSimpleName() : shortened(message);
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
