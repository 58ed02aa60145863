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
     * @param groups supplementary ones
     * @param home from the account, {@code /} where there is none
     */
    public record Identity(int user, int group, List<Integer> groups, String home) {}

    /** Those of the image under a root; none where the files are not there. */
    public static Accounts of(Path root) throws IOException {
        RootFolder folder = new RootFolder(root);
        return new Accounts(fields(folder.resolve("/etc/passwd"), 7), fields(folder.resolve("/etc/group"), 4));
    }

    /**
     * Reads {@code user[:group]} as Dockerfile's {@code USER} and {@code --chown} do: empty is root, and a group that is
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
            return new Identity(user, number, List.of(), home(account));
        }
        int group = account.map(fields -> number(fields[3])).orElse(0);
        List<Integer> others =
                account.stream().flatMap(fields -> memberships(fields[0])).toList();
        return new Identity(user, group, others, home(account));
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
        return entries.stream()
                .filter(fields -> fields[0].equals(name))
                .findFirst()
                .or(() -> entries.stream()
                        .filter(fields -> fields[2].equals(name))
                        .findFirst());
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
            throw new IOException("the image has no " + what + " '" + text + "'"
                    + (name.equals(text) ? "" : ", which '" + name + "' names"));
        }
        return number(text);
    }

    private static int number(String text) {
        return Integer.parseUnsignedInt(text);
    }
}
