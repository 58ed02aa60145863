package dev.slipway.runner.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The users and groups that an image knows, from its {@code /etc/passwd} and {@code /etc/group}. */
public final class Accounts {
    private static final String ROOT = "root";
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final List<String[]> users;
    private final List<String[]> groups;

    private Accounts(List<String[]> users, List<String[]> groups) {
        this.users = users;
        this.groups = groups;
    }

    /**
     * A user as the kernel sees it.
     *
     * @param groups supplementary ones, and the first of them {@code group} again, as BuildKit has it
     * @param home from the account, {@code /} where there is none
     */
    public record Identity(int user, int group, List<Integer> groups, String home) {}

    /** Whom a file belongs to, as the kernel sees it: unsigned numbers. */
    public record Owner(int user, int group) {
        public static final Owner ROOT = new Owner(0, 0);
    }

    /** Those of the image under a root; none where the files are not there. */
    public static Accounts of(Path root) throws IOException {
        RootFolder folder = new RootFolder(root);
        return new Accounts(fields(folder.resolve("/etc/passwd"), 7), fields(folder.resolve("/etc/group"), 4));
    }

    /**
     * Reads {@code user[:group]} as Dockerfile's {@code USER} does: empty is root, and a group that is
     * not given is the user's own, or root's for a number that the image does not know.
     *
     * @throws IOException if the image has no such user or group, naming it
     */
    public Identity identify(String name) throws IOException {
        String[] parts = (name.isEmpty() ? "0" : name).split(":", 2);
        Optional<String[]> account = find(users, parts[0]);
        int user = account.isPresent() ? number(account.get()[2]) : number(parts[0], "user", name);
        if (parts.length == 2) {
            Optional<String[]> group = find(groups, parts[1]);
            int number = group.isPresent() ? number(group.get()[2]) : number(parts[1], "group", name);
            return new Identity(user, number, List.of(number), home(account));
        }
        int group = account.map(fields -> number(fields[3])).orElse(0);
        Stream<Integer> others = account.stream().flatMap(fields -> memberships(fields[0]));
        List<Integer> all = Stream.concat(Stream.of(group), others).distinct().toList();
        return new Identity(user, group, all, home(account));
    }

    /**
     * Reads {@code user[:group]} as {@code COPY --chown} does: unlike {@link #identify}, a number needs no account and
     * is the group's, too, where none is given.
     *
     * @throws IOException if the image has no such user or group, naming it
     */
    public Owner owner(String name) throws IOException {
        String[] parts = name.split(":", 2);
        Owner user = ownerOf(parts[0], name);
        return parts.length < 2 || parts[1].isEmpty() ? user : new Owner(user.user(), groupOf(parts[1], name));
    }

    private Owner ownerOf(String user, String name) throws IOException {
        if (user.equals(ROOT) || NUMBER.matcher(user).matches()) {
            int number = user.equals(ROOT) ? 0 : number(user, "user", name);
            return new Owner(number, number);
        }
        String[] account = named(users, user).orElseThrow(() -> unknown("user", user, name));
        return new Owner(number(account[2]), number(account[3]));
    }

    private int groupOf(String group, String name) throws IOException {
        if (group.equals(ROOT) || NUMBER.matcher(group).matches()) {
            return group.equals(ROOT) ? 0 : number(group, "group", name);
        }
        return number(named(groups, group).orElseThrow(() -> unknown("group", group, name))[2]);
    }

    private Stream<Integer> memberships(String user) {
        return groups.stream()
                .filter(group -> Arrays.asList(group[3].split(",")).contains(user))
                .map(group -> number(group[2]));
    }

    private static String home(Optional<String[]> account) {
        return account.map(fields -> fields[5]).filter(home -> !home.isEmpty()).orElse("/");
    }

    private static Optional<String[]> find(List<String[]> entries, String name) {
        return named(entries, name)
                .or(() -> entries.stream()
                        .filter(fields -> fields[2].equals(name))
                        .findFirst());
    }

    private static Optional<String[]> named(List<String[]> entries, String name) {
        return entries.stream().filter(fields -> fields[0].equals(name)).findFirst();
    }

    private static List<String[]> fields(Path file, int count) throws IOException {
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields ->
                            fields.length >= count && NUMBER.matcher(fields[2]).matches())
                    .toList();
        }
    }

    private static int number(String text, String what, String name) throws IOException {
        if (!NUMBER.matcher(text).matches()) {
            throw unknown(what, text, name);
        }
        try {
            return number(text);
        } catch (NumberFormatException e) {
            throw new IOException("'" + text + "' is no " + what + ": the highest number is 4294967295", e);
        }
    }

    private static IOException unknown(String what, String text, String name) {
        return new IOException("the image has no " + what + " '" + text + "'"
                + (name.equals(text) ? "" : ", which '" + name + "' names"));
    }

    private static int number(String text) {
        return Integer.parseUnsignedInt(text);
    }
}
