package dev.slipway.runner.plan;

import dev.slipway.runner.failure.InputException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The part of a reference that images of a family share, after the OCI distribution specification: {@code citus}, {@code
 * ghcr.io/org}, {@code 127.0.0.1:5000/citus}.
 */
public record Repository(String name) {
    private static final String HOST = "(?:[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?|\\[[0-9A-Fa-f:]+\\])";
    private static final String COMPONENT = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final Pattern PATH = Pattern.compile(COMPONENT + "(?:/" + COMPONENT + ")*");
    /** A first part is a host where it has a dot or is localhost; or has a port, unless that could be a tag. */
    private static final Pattern REGISTRY = Pattern.compile("(?:localhost(?::[0-9]+)?|" + HOST + ":[0-9]+(?=/)|"
            + "(?:[A-Za-z0-9-]+(?:\\.[A-Za-z0-9-]+)+|\\[[0-9A-Fa-f:]+\\])(?::[0-9]+)?)(?:/(?<path>.*))?");

    private static final Pattern PORT = Pattern.compile("[^/]*[^/:]:(?<port>[0-9]+)(?:/.*)?");
    private static final int HIGHEST_PORT = 65535;
    private static final int LONGEST = 200;

    /**
     * Reads what somebody typed.
     *
     * @param from where it stands: {@code --repo}, {@code DOCKER_REPO}
     * @throws InputException if it is no repository, with the cure
     */
    public static Repository parse(String text, String from) {
        String problem = problem(text);
        if (!problem.isEmpty()) {
            throw new InputException(from + ": '" + text + "' is not a repository: " + problem);
        }
        return new Repository(text);
    }

    private static String problem(String text) {
        if (text.isEmpty()) {
            return "it is empty. Give one such as citus or ghcr.io/org, or leave it out for the catalogue's own";
        }
        if (text.contains("://")) {
            return "leave out '" + text.substring(0, text.indexOf("://") + 3) + "'";
        }
        if (text.chars().anyMatch(Character::isWhitespace)) {
            return "it has a space in it";
        }
        if (text.contains("@")) {
            return "leave out '" + text.substring(text.indexOf('@')) + "', digests belong to images";
        }
        if (text.length() > LONGEST) {
            return "it is longer than " + LONGEST + " characters";
        }
        Matcher registry = REGISTRY.matcher(text);
        if (registry.matches() && !hasPossiblePort(text)) {
            return "ports are numbers from 1 to " + HIGHEST_PORT;
        }
        String path = registry.matches() ? registry.group("path") : text;
        if (path == null || PATH.matcher(path).matches()) {
            return "";
        }
        int tag = path.indexOf(':', path.lastIndexOf('/') + 1);
        if (tag >= 0) {
            return "leave out '" + path.substring(tag) + "', the tag comes from the image";
        }
        if (text.startsWith("/") || text.endsWith("/")) {
            return "leave out the '/' at its " + (text.startsWith("/") ? "start" : "end");
        }
        String lower = path.toLowerCase(Locale.ROOT);
        if (!lower.equals(path) && PATH.matcher(lower).matches()) {
            return "it must be in lower case. Did you mean '" + text.replace(path, lower) + "'?";
        }
        return "it may hold lower-case letters and digits, with single dots, dashes, underscores or slashes between them";
    }

    private static boolean hasPossiblePort(String registry) {
        Matcher port = PORT.matcher(registry);
        if (!port.matches()) {
            return true;
        }
        String number = port.group("port");
        return number.length() <= 5 && Integer.parseInt(number) >= 1 && Integer.parseInt(number) <= HIGHEST_PORT;
    }

    /** The full name of an image: {@code citus/extbuilder:16.13}. */
    public String reference(String image, String tag) {
        return name + "/" + image + ":" + tag;
    }
}
