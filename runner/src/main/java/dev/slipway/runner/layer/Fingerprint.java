package dev.slipway.runner.layer;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.sandbox.Linux;
import dev.slipway.runner.sandbox.RawName;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What tells the folder of an overlay's changes from any other.
 *
 * @param content the digest of all that a layer can say: names, types, permissions, owners, times in seconds, link
 *     targets, hard links, attributes, what is taken away, and every byte
 * @param state the digest of what {@code lstat(2)} says of each file, the time of its last change included: nothing has
 *     to be read for it, and nothing can be changed without changing it, but a copy of the folder has another
 * @param size on disk, in bytes, by whole blocks
 */
public record Fingerprint(String content, String state, long size) {
    private static final int BLOCK = 4096;
    private static final int BUFFER = 1 << 16;

    /** Reads every file in a folder. */
    public static Fingerprint of(Path folder) throws IOException {
        Contents contents = new Contents();
        States states = new States();
        walk(folder, "", (path, name, inode) -> {
            contents.add(path, name, inode);
            states.add(path, name, inode);
        });
        return new Fingerprint(contents.digest(), states.digest(), states.size());
    }

    /** The {@code content} of a file or folder itself, with all that is in it. */
    public static String contentOf(Path place) throws IOException {
        Contents contents = new Contents();
        Inode inode = Inode.of(place);
        contents.add(place, "", inode);
        if (inode.kind() == FileKind.FOLDER) {
            walk(place, "", contents);
        }
        return contents.digest();
    }

    /** The {@code state} alone, which takes no more than a look at each file. */
    public static String stateOf(Path folder) throws IOException {
        States states = new States();
        walk(folder, "", states);
        return states.digest();
    }

    /** Sees every file in a folder, each folder before what is in it, in the order of their names' bytes. */
    @FunctionalInterface
    private interface Visitor {
        void add(Path path, String name, Inode inode) throws IOException;
    }

    private static void walk(Path folder, String prefix, Visitor visitor) throws IOException {
        for (Map.Entry<String, Path> child : children(folder).entrySet()) {
            Interruption.check();
            String name = prefix + child.getKey();
            Inode inode = Inode.of(child.getValue());
            visitor.add(child.getValue(), name, inode);
            if (inode.kind() == FileKind.FOLDER) {
                walk(child.getValue(), name + "/", visitor);
            }
        }
    }

    private static SortedMap<String, Path> children(Path folder) throws IOException {
        SortedMap<String, Path> children = new TreeMap<>();
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder)) {
            entries.forEach(entry -> children.put(RawName.of(entry), entry));
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return children;
    }

    /** A digest of texts, each told from the next by its length. They are small, and gathered before they are digested. */
    private static final class Texts {
        private final MessageDigest digest = Sha256.start();
        private final ByteArrayOutputStream gathered = new ByteArrayOutputStream(2 * BUFFER);

        Texts add(Object... texts) {
            for (Object text : texts) {
                byte[] bytes = String.valueOf(text).getBytes(StandardCharsets.ISO_8859_1);
                gathered.writeBytes(Integer.toString(bytes.length).getBytes(StandardCharsets.ISO_8859_1));
                gathered.write(':');
                gathered.writeBytes(bytes);
            }
            if (gathered.size() > BUFFER) {
                digestGathered();
            }
            return this;
        }

        void add(byte[] bytes, int length) {
            digestGathered();
            digest.update(bytes, 0, length);
        }

        private void digestGathered() {
            digest.update(gathered.toByteArray());
            gathered.reset();
        }

        String end() {
            digestGathered();
            return Sha256.end(digest);
        }
    }

    private static final class States implements Visitor {
        private final Texts texts = new Texts();
        private final Map<Long, Long> sizes = new HashMap<>();

        @Override
        public void add(Path path, String name, Inode inode) {
            texts.add(name, inode.mode(), inode.user(), inode.group(), inode.size());
            addTime(inode.modified());
            addTime(inode.changed());
            sizes.put(inode.number(), (inode.size() + BLOCK - 1) / BLOCK * BLOCK);
        }

        /** Not as people read it, which takes longer than all the rest. */
        private void addTime(Instant time) {
            texts.add(time.getEpochSecond(), time.getNano());
        }

        String digest() {
            return texts.end();
        }

        long size() {
            return sizes.values().stream().mapToLong(Long::longValue).sum();
        }
    }

    private static final class Contents implements Visitor {
        private final Texts texts = new Texts();
        private final Map<Long, String> seen = new HashMap<>();
        private final byte[] buffer = new byte[BUFFER];

        @Override
        public void add(Path path, String name, Inode inode) throws IOException {
            Whiteouts.checkName(name);
            texts.add(name, Integer.toOctalString(inode.mode()), inode.user(), inode.group());
            if (Whiteouts.isWhiteout(inode)) {
                // It is as old as the moment something was taken away, which no archive tells.
                return;
            }
            boolean linked = inode.links() > 1 && inode.kind() != FileKind.FOLDER;
            String earlier = linked ? seen.putIfAbsent(inode.number(), name) : null;
            if (earlier != null) {
                texts.add(earlier);
                return;
            }
            texts.add(inode.modified().getEpochSecond());
            new TreeMap<>(Attributes.of(path)).forEach((attribute, value) -> texts.add(attribute, value));
            switch (inode.kind()) {
                case FOLDER -> texts.add(Whiteouts.isOpaque(path));
                case LINK -> texts.add(Linux.linkTarget(path));
                case CHARACTER_DEVICE, BLOCK_DEVICE -> texts.add(inode.device());
                case FILE -> addBytes(path, inode.size());
                case FIFO, SOCKET -> {}
            }
        }

        private void addBytes(Path path, long size) throws IOException {
            texts.add(size);
            try (InputStream bytes = Files.newInputStream(path)) {
                for (int length = bytes.read(buffer); length >= 0; length = bytes.read(buffer)) {
                    texts.add(buffer, length);
                }
            }
        }

        String digest() {
            return texts.end();
        }
    }
}
