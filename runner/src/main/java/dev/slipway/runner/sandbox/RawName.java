package dev.slipway.runner.sandbox;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/**
 * File names as the kernel has them: bytes in no particular encoding. Here they are text with one character for each
 * byte (ISO 8859-1).
 *
 * <p>Java converts names by the locale it runs in, and in the C locale loses all that is not ASCII. Its {@code Path}
 * keeps the bytes, though, and gives and takes them as percent-encoded URIs, whatever the locale.
 */
public final class RawName {
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._";
    private static final Path ROOT = Path.of("/");

    private RawName() {}

    /** A name, or several with slashes between them, that definitions write: the kernel gets it in UTF-8. */
    public static String ofText(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    /** What a name looks like to people; what of it is no UTF-8 is replaced. */
    public static String toText(String name) {
        return new String(name.getBytes(StandardCharsets.ISO_8859_1), StandardCharsets.UTF_8);
    }

    /** The last name of a path. */
    public static String of(Path path) {
        Path last = path.getFileName();
        if (last == null) {
            return "";
        }
        String text = last.toString();
        // A name that merely looks like ASCII is ASCII: Java puts no ASCII character in the place of one it cannot
        // read.
        return isAscii(text) ? text : decoded(ROOT.resolve(last)).substring(1);
    }

    /** What is under a folder by that name. */
    public static Path resolve(Path folder, String name) {
        if (isAscii(name)) {
            return folder.resolve(name);
        }
        Path root = Path.of(URI.create("file:///" + encoded(name)));
        return folder.resolve(ROOT.relativize(root));
    }

    /** The bytes of a whole path with the zero that ends them in C. */
    static byte[] terminated(Path path) {
        String text = path.toString();
        return terminated(isAscii(text) ? text : decoded(path));
    }

    static byte[] terminated(String raw) {
        return (raw + '\0').getBytes(StandardCharsets.ISO_8859_1);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(character -> character > 0 && character < 0x80);
    }

    private static String encoded(String name) {
        StringBuilder encoded = new StringBuilder(name.length() * 3);
        for (int i = 0; i < name.length(); i++) {
            char character = name.charAt(i);
            if (UNRESERVED.indexOf(character) >= 0) {
                encoded.append(character);
            } else {
                encoded.append('%').append(String.format("%02X", (int) character));
            }
        }
        return encoded.toString();
    }

    private static String decoded(Path path) {
        String encoded = path.toUri().getRawPath();
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); i++) {
            if (encoded.charAt(i) == '%') {
                bytes.write(Integer.parseInt(encoded, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.write(encoded.charAt(i));
            }
        }
        String raw = bytes.toString(StandardCharsets.ISO_8859_1);
        // The URI of a folder ends with a slash.
        return raw.length() > 1 && raw.endsWith("/") ? raw.substring(0, raw.length() - 1) : raw;
    }
}
