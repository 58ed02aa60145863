package dev.slipway.runner.layer;

import dev.slipway.runner.sandbox.RawName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The name of an entry, which leads to a place inside the layer.
 *
 * @param raw as the archive has it, a {@link RawName} with slashes
 * @param parts from the layer's own folder, which is itself without parts
 */
record EntryName(String raw, List<String> parts) {
    private static final int LONGEST_SHOWN = 120;

    /** The name of an entry; absolute ones are refused. */
    static EntryName of(String raw) throws LayerException {
        EntryName name = ofTarget(raw, raw);
        if (raw.startsWith("/") && !name.isRoot()) {
            throw LayerException.of(raw, "is an absolute name");
        }
        return name;
    }

    /**
     * What an entry is a hard link to.
     *
     * @param entry who wants to know
     * @param raw absolute ones start at the layer's own folder, as kaniko writes them
     */
    static EntryName ofTarget(String entry, String raw) throws LayerException {
        List<String> parts = Arrays.stream(raw.split("/", -1))
                .filter(part -> !part.isEmpty() && !part.equals("."))
                .toList();
        if (parts.contains("..")) {
            String whose = raw.equals(entry) ? "" : "is a link to '" + shown(raw) + "', which ";
            throw LayerException.of(entry, whose + "may be outside of the layer");
        }
        if (raw.indexOf('\0') >= 0) {
            throw LayerException.of(entry, "has a zero byte in its name");
        }
        return new EntryName(raw, parts);
    }

    boolean isRoot() {
        return parts.isEmpty();
    }

    /** The last part. */
    String last() {
        return parts.get(parts.size() - 1);
    }

    List<String> parents() {
        return parts.subList(0, parts.size() - 1);
    }

    /** Whether it is one of the files that AUFS kept for itself, or below one. */
    boolean isOfAufs() {
        return parts.stream().anyMatch(part -> part.startsWith(Whiteouts.INTERNAL) && !part.equals(Whiteouts.OPAQUE));
    }

    /** Text that a terminal can show: a name may hold anything, and be of any length. */
    static String shown(String raw) {
        String text = RawName.toText(raw);
        List<String> characters = new ArrayList<>();
        text.codePoints().limit(LONGEST_SHOWN).forEach(character -> characters.add(shown(character)));
        if (text.codePointCount(0, text.length()) > LONGEST_SHOWN) {
            characters.add("...");
        }
        return String.join("", characters);
    }

    private static String shown(int character) {
        return Character.isISOControl(character) ? "\\x%02x".formatted(character) : Character.toString(character);
    }
}
