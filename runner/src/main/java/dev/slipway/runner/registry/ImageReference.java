package dev.slipway.runner.registry;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where an image lives, after Docker's grammar and with Docker's defaults filled in.
 *
 * @param registry the host, with its port if it was written: {@code docker.io}, {@code localhost:5000}
 * @param repository the path below it: {@code library/debian}
 * @param tag a tag, or the digest of a manifest: {@code bookworm}, {@code sha256:…}
 */
public record ImageReference(String registry, String repository, String tag) {
    static final String DOCKER_HUB = "docker.io";
    private static final String OLD_DOCKER_HUB = "index.docker.io";
    private static final String OFFICIAL = "library/";
    private static final String LATEST = "latest";
    private static final int LONGEST_NAME = 255;
    private static final int LONGEST_TAG = 128;

    private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
    private static final Pattern REGISTRY =
            Pattern.compile("(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+])(?::[0-9]+)?");
    private static final Pattern COMPONENT = Pattern.compile("[a-z0-9]+(?:(?:\\.|__?|-+)[a-z0-9]+)*");
    private static final Pattern TAG = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9_.-]*");
    private static final Pattern DIGEST = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern HOST_AND_PORT = Pattern.compile("(?:localhost|\\[.*]|[^/:]*\\.[^/:]*):[0-9]+");

    public ImageReference {
        checkRegistry(registry, registry);
        checkRepository(repository, repository);
        if (!isDigest(tag)) {
            checkTag(tag);
        }
    }

    /** Reads {@code debian}, {@code ghcr.io/org/image:tag}, {@code localhost:5000/image@sha256:…} and the like. */
    public static ImageReference parse(String text) {
        checkReadable(text);
        int at = text.indexOf('@');
        String named = at < 0 ? text : text.substring(0, at);
        int colon = named.indexOf(':', named.lastIndexOf('/') + 1);
        String name = colon < 0 ? named : named.substring(0, colon);
        String tag = colon < 0 ? LATEST : named.substring(colon + 1);
        checkTag(tag);
        if (at >= 0) {
            tag = text.substring(at + 1);
            checkDigest(text, tag);
        }
        return parseName(text, name, tag);
    }

    /** Refuses what cannot stand before the name of an image: {@code citus} and {@code localhost:5000/citus} can. */
    public static void checkRepositoryPrefix(String prefix) {
        checkReadable(prefix);
        if (prefix.indexOf('@') >= 0) {
            throw malformed(prefix, "a repository prefix has no digest: drop everything from the '@' on");
        }
        if (HOST_AND_PORT.matcher(prefix).matches()) {
            checkRegistry(prefix, prefix);
            return;
        }
        int colon = prefix.indexOf(':', prefix.lastIndexOf('/') + 1);
        if (colon >= 0) {
            throw malformed(prefix, "a repository prefix has no tag: write '" + prefix.substring(0, colon) + "'");
        }
        parseName(prefix, prefix, LATEST);
    }

    /** Refuses what is no registry: {@code registry.example} and {@code localhost:5000} are. */
    public static void checkRegistry(String registry) {
        checkReadable(registry);
        checkRegistry(registry, registry);
    }

    /** Refuses what no registry takes as a tag. */
    public static void checkTag(String tag) {
        if (tag.length() > LONGEST_TAG) {
            throw malformed(tag, "a tag has at most 128 characters, this one has " + tag.length() + ": shorten it");
        }
        if (!TAG.matcher(tag).matches()) {
            throw malformed(
                    tag,
                    "a tag starts with a letter, a digit or '_' and goes on with letters, digits, '_', '.' and '-'");
        }
    }

    /** The same repository under another tag or digest. */
    public ImageReference withTag(String other) {
        return new ImageReference(registry, repository, other);
    }

    /** True if this names a manifest by its content, which no push can change. */
    public boolean isDigest() {
        return isDigest(tag);
    }

    /** As {@code docker pull} reads it, in full. */
    @Override
    public String toString() {
        return registry + "/" + repository + (isDigest() ? "@" : ":") + tag;
    }

    static boolean isDigest(String text) {
        return DIGEST.matcher(text).matches();
    }

    private static ImageReference parseName(String text, String name, String tag) {
        int slash = name.indexOf('/');
        if (slash < 0 || !looksLikeRegistry(name.substring(0, slash))) {
            checkRepository(text, name);
            return new ImageReference(DOCKER_HUB, slash < 0 ? OFFICIAL + name : name, tag);
        }
        String registry = name.substring(0, slash);
        String repository = name.substring(slash + 1);
        checkRegistry(text, registry);
        checkRepository(text, repository);
        if (!registry.equals(DOCKER_HUB) && !registry.equals(OLD_DOCKER_HUB)) {
            return new ImageReference(registry, repository, tag);
        }
        return new ImageReference(DOCKER_HUB, repository.contains("/") ? repository : OFFICIAL + repository, tag);
    }

    /** Docker's rule: what precedes the first slash is a host only if it could not be a name on Docker Hub. */
    private static boolean looksLikeRegistry(String first) {
        return first.equals("localhost") || first.indexOf('.') >= 0 || first.indexOf(':') >= 0;
    }

    private static void checkReadable(String text) {
        if (text.isEmpty()) {
            throw malformed(text, "it is empty: write a name such as 'debian:bookworm'");
        }
        if (text.chars().anyMatch(Character::isWhitespace)) {
            throw malformed(text, "it contains white space: remove it");
        }
        if (text.contains("://")) {
            throw malformed(text, "it is a URL: drop everything up to '://'");
        }
    }

    private static void checkRegistry(String text, String registry) {
        if (!REGISTRY.matcher(registry).matches()) {
            throw malformed(text, "'" + registry + "' is no host: write it as 'example.com' or 'example.com:5000'");
        }
    }

    private static void checkRepository(String text, String repository) {
        if (repository.length() > LONGEST_NAME) {
            throw malformed(text, "a repository has at most 255 characters: shorten it");
        }
        for (String component : repository.split("/", -1)) {
            checkComponent(text, component);
        }
    }

    private static void checkComponent(String text, String component) {
        if (component.isEmpty()) {
            throw malformed(text, "a name between slashes is empty: remove the '/' too many");
        }
        String lower = component.toLowerCase(Locale.ROOT);
        if (!lower.equals(component)) {
            throw malformed(text, "repositories are lower case: write '" + lower + "' for '" + component + "'");
        }
        if (!COMPONENT.matcher(component).matches()) {
            throw malformed(
                    text,
                    "'" + component + "' is no repository name: use lower-case letters and digits,"
                            + " separated by '.', '_', '__' or '-'");
        }
    }

    private static void checkDigest(String text, String digest) {
        if (!isDigest(digest)) {
            throw malformed(text, "'" + digest + "' is no digest: write 'sha256:' and 64 hexadecimal digits");
        }
    }

    private static IllegalArgumentException malformed(String text, String cure) {
        return new IllegalArgumentException("'" + text + "': " + cure);
    }
}
