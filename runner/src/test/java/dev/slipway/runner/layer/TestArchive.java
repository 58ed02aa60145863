package dev.slipway.runner.layer;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarConstants;

/** An archive of whatever entries; names and contents are bytes, a character each. */
public final class TestArchive {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final TarOutput tar = new TarOutput(bytes);
    private long user;
    private int mode = 0644;
    private Map<String, String> attributes = Map.of();

    /** Owner, mode and attributes of the entries that follow. */
    public TestArchive with(long owner, int permissions, Map<String, String> extended) {
        user = owner;
        mode = permissions;
        attributes = extended;
        return this;
    }

    public TestArchive file(String name, String content) {
        return file(name, content, TarConstants.LF_NORMAL);
    }

    /** A file that says it is of that type. */
    TestArchive file(String name, String content, byte type) {
        TarArchiveEntry entry = entry(name, type);
        entry.setSize(content.length());
        return put(entry, content);
    }

    public TestArchive folder(String name) {
        return put(entry(name, TarConstants.LF_DIR), "");
    }

    public TestArchive link(String name, String target) {
        return link(name, target, TarConstants.LF_SYMLINK);
    }

    public TestArchive hardLink(String name, String target) {
        return link(name, target, TarConstants.LF_LINK);
    }

    private TestArchive link(String name, String target, byte type) {
        TarArchiveEntry entry = entry(name, type);
        entry.setLinkName(target);
        return put(entry, "");
    }

    TestArchive device(String name, byte type, int major, int minor) {
        TarArchiveEntry entry = entry(name, type);
        entry.setDevMajor(major);
        entry.setDevMinor(minor);
        return put(entry, "");
    }

    /** An extended header for the entry that follows, or with {@code 'g'} for all of them. */
    TestArchive extended(byte type, Map<String, String> records) {
        SortedMap<String, String> sorted = new TreeMap<>(records);
        return file("PaxHeaders/x", new String(PaxRecords.write(sorted), StandardCharsets.ISO_8859_1), type);
    }

    private TestArchive put(TarArchiveEntry entry, String content) {
        try {
            tar.put(entry, attributes);
            tar.copy(new ByteArrayInputStream(content.getBytes(StandardCharsets.ISO_8859_1)), content.length());
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private TarArchiveEntry entry(String name, byte type) {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setUserName("");
        entry.setUserId(user);
        entry.setMode(mode);
        entry.setModTime(0);
        return entry;
    }

    /** The archive, complete. */
    public byte[] bytes() {
        try {
            tar.close();
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
