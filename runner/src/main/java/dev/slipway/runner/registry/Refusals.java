package dev.slipway.runner.registry;

import java.util.Locale;
import java.util.Set;

/** What an error that a registry answers with means, and what to do about it. */
final class Refusals {
    private static final int UNAUTHORIZED = 401;
    private static final int FORBIDDEN = 403;
    private static final int NOT_FOUND = 404;
    private static final int TIMEOUT = 408;
    private static final int TOO_LARGE = 413;
    private static final int NO_STORAGE = 507;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    /** Said of a manifest whose blobs are not there. */
    private static final Set<String> INCOMPLETE = Set.of("MANIFEST_BLOB_UNKNOWN", "BLOB_UNKNOWN");

    private Refusals() {}

    static boolean isTransient(int status) {
        return status == TIMEOUT || status == TOO_MANY_REQUESTS || (status >= SERVER_ERROR && status != NO_STORAGE);
    }

    /** Whether who may push, and has room, is told that this is nothing to push. */
    static boolean isOfContent(RefusedRequest refused) {
        return !isTransient(refused.status())
                && refused.status() < SERVER_ERROR
                && refused.status() != UNAUTHORIZED
                && !hasNoRoom(refused)
                && !INCOMPLETE.contains(refused.code());
    }

    static RegistryException exception(Operation operation, RefusedRequest refused) {
        int status = refused.status();
        if (isTransient(status)) {
            String cure =
                    status == TOO_MANY_REQUESTS ? "Try again later, or log in for a higher limit." : "Try again later.";
            return new RegistryException.IoFailure(text(operation, "keeps failing", refused, cure), refused);
        }
        if (hasNoRoom(refused)) {
            return new RegistryException.Refused(
                    text(operation, "has no room for it", refused, "Raise its limit, or delete images there."),
                    refused);
        }
        if (status == UNAUTHORIZED || status == FORBIDDEN) {
            return new RegistryException.Unauthorized(
                    text(operation, "does not let you", refused, "Log in with: docker login " + operation.registry()),
                    refused);
        }
        if (operation.isPush()) {
            return refusedPush(operation, refused);
        }
        if (status == NOT_FOUND) {
            return new RegistryException.NotFound(
                    text(
                            operation,
                            "has no such thing",
                            refused,
                            "Check the name and the tag; a private repository needs 'docker login "
                                    + operation.registry() + "'."),
                    refused);
        }
        return new RegistryException.Refused(text(operation, "refused", refused, "Check the name."), refused);
    }

    /** Registries know no code of their own for that; of their words, these are Harbor's and the cloud's. */
    private static boolean hasNoRoom(RefusedRequest refused) {
        String says = refused.says().toLowerCase(Locale.ROOT);
        return refused.status() == TOO_LARGE
                || refused.status() == NO_STORAGE
                || says.contains("quota")
                || says.contains("exceed the configured upper limit");
    }

    private static RegistryException refusedPush(Operation operation, RefusedRequest refused) {
        if (INCOMPLETE.contains(refused.code())) {
            return new RegistryException.Refused(
                    text(
                            operation,
                            "has lost what was uploaded for it",
                            refused,
                            "Stop what deletes untagged images there, and push again."),
                    refused);
        }
        if (refused.code().equals("NAME_INVALID") || refused.code().equals("NAME_UNKNOWN")) {
            return new RegistryException.Refused(
                    text(
                            operation,
                            "takes no such name",
                            refused,
                            "Create the repository there, or choose another with --repo."),
                    refused);
        }
        return new RegistryException.Refused(
                text(operation, "refused", refused, "Check that it is writable and accepts such images."), refused);
    }

    private static String text(Operation operation, String what, RefusedRequest refused, String cure) {
        return "Cannot " + operation + ": " + operation.registry() + " " + what + " (" + refused.says() + "). " + cure;
    }
}
