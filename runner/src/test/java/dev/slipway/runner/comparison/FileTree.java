package dev.slipway.runner.comparison;

import dev.slipway.runner.comparison.TarEntries.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.codec.digest.DigestUtils;

/** The files of an image, layer over layer, as the OCI image specification applies them. */
final class FileTree {
    private static final String WHITEOUT = ".wh.";
    private static final String OPAQUE = ".wh..wh..opq";
    private static final int SHORT = 1000;

    /** By absolute path, each with the entry that made it; names of one file share the entry. */
    private final NavigableMap<String, Entry> files = new TreeMap<>();

    /**
     * Applies a layer.
     *
     * @return whether there is anything in it
     */
    boolean apply(InputStream layer) throws IOException {
        TarEntries tar = new TarEntries(layer);
        List<Entry> entries = new ArrayList<>();
        for (Optional<Entry> entry = tar.next(); entry.isPresent(); entry = tar.next()) {
            entries.add(entry.get());
        }
        // What is taken away is taken from the layers below, wherever in the archive it stands.
        entries.stream().filter(entry -> isWhiteout(entry.name())).forEach(this::takeAway);
        entries.stream().filter(entry -> !isWhiteout(entry.name())).forEach(this::put);
        return !entries.isEmpty();
    }

    private static boolean isWhiteout(String name) {
        return name.substring(name.lastIndexOf('/') + 1).startsWith(WHITEOUT);
    }

    private void takeAway(Entry whiteout) {
        String path = path(whiteout.name());
        String folder = path.substring(0, path.lastIndexOf('/') + 1);
        if (path.endsWith("/" + OPAQUE)) {
            removeBelow(folder);
        } else {
            String gone = folder + path.substring(folder.length() + WHITEOUT.length());
            files.remove(gone);
            removeBelow(gone + "/");
        }
    }

    private void put(Entry entry) {
        String path = path(entry.name());
        if (entry.type() == '1') {
            Entry linked = files.get(path(entry.link()));
            if (linked == null) {
                throw new IllegalArgumentException(path + " is a link to " + entry.link() + ", which is not there");
            }
            files.put(path, linked);
            return;
        }
        if (entry.type() != '5') {
            removeBelow(path + "/");
        }
        files.put(path, entry);
    }

    private void removeBelow(String prefix) {
        files.subMap(prefix, false, prefix + Character.MAX_VALUE, false).clear();
    }

    private static String path(String name) {
        String path = name.startsWith("./") ? name.substring(1) : "/" + name;
        return path.length() > 1 && path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
    }

    /** A line about each file, by its path. */
    SortedMap<String, String> lines() {
        IdentityHashMap<Entry, List<String>> names = new IdentityHashMap<>();
        files.forEach((path, entry) ->
                names.computeIfAbsent(entry, key -> new ArrayList<>()).add(printable(path)));
        SortedMap<String, String> lines = new TreeMap<>();
        files.forEach((path, entry) -> lines.put(printable(path), line(entry, names.getOrDefault(entry, List.of()))));
        return lines;
    }

    private static String line(Entry entry, List<String> names) {
        StringBuilder line = new StringBuilder(
                "%s %04o %d:%d @%s".formatted(kind(entry), entry.mode(), entry.user(), entry.group(), entry.seconds()));
        if (entry.type() == '0') {
            line.append(' ').append(content(entry.data()));
        }
        entry.attributes().forEach((name, value) -> line.append(" %s=%s".formatted(name, quoted(value))));
        if (names.size() > 1) {
            line.append(" linked as ").append(String.join(" ", names));
        }
        return line.toString();
    }

    private static String kind(Entry entry) {
        return switch (entry.type()) {
            case '0' -> "file";
            case '2' -> "link to " + quoted(entry.link());
            case '3' -> "character device " + entry.device();
            case '4' -> "block device " + entry.device();
            case '5' -> "folder";
            case '6' -> "fifo";
            default -> throw new IllegalArgumentException("type " + entry.type() + " of " + entry.name());
        };
    }

    /** Short texts as they are. */
    private static String content(byte[] data) {
        return data.length > SHORT
                ? data.length + " bytes sha256:" + DigestUtils.sha256Hex(data)
                : quoted(new String(data, StandardCharsets.ISO_8859_1));
    }

    private static String quoted(String text) {
        return "\"" + printable(text) + "\"";
    }

    private static String printable(String bytes) {
        StringBuilder text = new StringBuilder();
        bytes.chars()
                .forEach(character -> text.append(
                        character == '\n'
                                ? "\\n"
                                : character < ' ' || character > '~'
                                        ? "\\x%02x".formatted(character)
                                        : String.valueOf((char) character)));
        return text.toString();
    }
}
