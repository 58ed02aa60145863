package dev.slipway.runner.engine.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** User and group numbers of files. */
record Owner(int user, int group) {
    static final Owner ROOT = new Owner(0, 0);

    private static final String PASSWD = "/etc/passwd";
    private static final String GROUP = "/etc/group";

    /**
     * Reads {@code user}, {@code user:group} or numbers against the accounts of an image, as Dockerfile's {@code --chown}
     * does: a group that is not given is the user's own, or the number again where the image does not know the user.
     *
     * @throws IOException if the image has no such user or group, naming it
     */
    static Owner parse(String owner, RootFolder root) throws IOException {
        if (owner.isEmpty()) {
            return ROOT;
        }
        String[] parts = owner.split(":", 2);
        Optional<String[]> account = entry(root, PASSWD, parts[0]);
        int user = account.isPresent() ? number(account.get()[2]) : numberOf(parts[0], "user", owner);
        if (parts.length == 2) {
            Optional<String[]> group = entry(root, GROUP, parts[1]);
            return new Owner(user, group.isPresent() ? number(group.get()[2]) : numberOf(parts[1], "group", owner));
        }
        return new Owner(user, account.isPresent() ? number(account.get()[3]) : user);
    }

    private static Optional<String[]> entry(RootFolder root, String file, String name) throws IOException {
        Path path = root.resolve(file);
        if (!Files.exists(path)) {
            return Optional.empty();
        }
        try (var lines = Files.lines(path, StandardCharsets.ISO_8859_1)) {
            return lines.map(line -> line.split(":", -1))
                    .filter(fields -> fields.length > 3 || (file.equals(GROUP) && fields.length > 2))
                    .filter(fields -> fields[0].equals(name))
                    .findFirst();
        }
    }

    private static int numberOf(String text, String what, String owner) throws IOException {
        boolean isNumber = !text.isEmpty() && Arrays.stream(text.split("")).allMatch("0123456789"::contains);
        if (!isNumber) {
            throw new IOException("the image has no " + what + " '" + text + "', which '" + owner + "' names");
        }
        return number(text);
    }

    private static int number(String text) {
        return Integer.parseUnsignedInt(text);
    }
}
