package dev.slipway.runner.layer;

import dev.slipway.runner.digest.Sha256;
import dev.slipway.runner.layer.TarInput.Member;
import dev.slipway.runner.sandbox.Linux;
import dev.slipway.runner.sandbox.RawName;
import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Unpacks a layer's archive into a folder that an overlay can have as a lower layer. Nothing is written outside the
 * folder, whatever names and links the archive holds: every part of a way is a real folder, or the entry is refused.
 */
public final class LayerReader {
    private static final int BUFFER = 1 << 16;
    private static final int FOLDER_MODE = 0755;

    private final Path folder;
    private final LowerFolders below;
    private final SparseWriter writer = new SparseWriter();
    /** Folders get their times last: filling them moves their clocks. */
    private final Map<Path, Instant> folderTimes = new LinkedHashMap<>();
    /** Folders that the archive does not list: they are as they are in the layers below. */
    private final Map<Path, List<String>> implied = new LinkedHashMap<>();

    private LayerReader(Path folder, LowerFolders below) {
        this.folder = folder;
        this.below = below;
    }

    /**
     * Unpacks an archive, plain, gzip or zstd, as its first bytes say, and reads it to its end.
     *
     * @param folder an empty one
     * @param below the folders of the layers below it, bottom first: an archive may leave out folders that those have
     * @return the digest of the archive itself, as an image's configuration has it
     * @throws LayerException naming the entry, if the archive is damaged or holds what no layer should
     */
    public static String read(InputStream archive, Path folder, List<Path> below) throws IOException {
        return read(archive, folder, below, Allowance.DEFAULT);
    }

    static String read(InputStream archive, Path folder, List<Path> below, Allowance allowance) throws IOException {
        LayerReader reader = new LayerReader(folder, new LowerFolders(below));
        String last = "";
        try (DigestInputStream digested = new DigestInputStream(Decompression.of(archive), Sha256.start());
                PlainInput plain = new PlainInput(digested, allowance);
                TarInput tar = new TarInput(new BufferedInputStream(plain, BUFFER))) {
            for (Optional<Member> member = tar.next(); member.isPresent(); member = tar.next()) {
                Interruption.check();
                last = member.get().name();
                plain.count(member.get());
                reader.unpack(tar, member.get());
            }
            reader.finishImplied();
            reader.setFolderTimes();
            return Sha256.end(digested.getMessageDigest());
        } catch (LayerException e) {
            throw e;
        } catch (IOException e) {
            throw unreadable(last, "unpacked", e);
        }
    }

    /**
     * What to throw for what went wrong.
     *
     * @param last the entry before that; empty if there is none
     * @param what could not be done with it
     */
    static LayerException unreadable(String last, String what, IOException e) {
        return new LayerException(
                last.isEmpty()
                        ? "it cannot be read: " + reason(e)
                        : "'" + EntryName.shown(last) + "', or what comes after it, cannot be " + what + ": "
                                + reason(e),
                e);
    }

    private static String reason(IOException e) {
        if (e instanceof EOFException) {
            return "its data ends too early";
        }
        boolean isAboutFile = e instanceof FileSystemException file && file.getReason() != null;
        return String.valueOf(isAboutFile ? ((FileSystemException) e).getReason() : e.getMessage());
    }

    /** Late, since the archive may list a folder, or take away what is below it, after what is in it. */
    private void finishImplied() throws IOException {
        for (Map.Entry<Path, List<String>> folder : implied.entrySet()) {
            Optional<Path> model = isHidden(folder.getKey()) ? Optional.empty() : below.find(folder.getValue());
            if (model.isPresent()) {
                copyFolder(model.get(), folder.getKey());
            }
        }
    }

    private boolean isHidden(Path path) throws IOException {
        for (Path above = path; above != null && !above.equals(folder); above = above.getParent()) {
            if (Whiteouts.isOpaque(above)) {
                return true;
            }
        }
        return false;
    }

    private void copyFolder(Path from, Path to) throws IOException {
        Inode inode = Inode.of(from);
        Linux.changeOwner(to, inode.user(), inode.group());
        for (Map.Entry<String, String> attribute : Attributes.of(from).entrySet()) {
            Linux.setAttribute(to, attribute.getKey(), Attributes.bytes(attribute.getValue()));
        }
        Files.setAttribute(to, "unix:mode", inode.permissions());
        folderTimes.put(to, inode.modified());
    }

    private void setFolderTimes() throws IOException {
        for (Map.Entry<Path, Instant> time : folderTimes.entrySet()) {
            Linux.setModified(time.getKey(), time.getValue());
        }
    }

    private void unpack(TarInput tar, Member member) throws IOException {
        EntryName name = EntryName.of(member.name());
        if (name.isOfAufs()) {
            return;
        }
        if (name.isRoot()) {
            if (member.kind() != TarInput.Kind.FOLDER) {
                throw LayerException.of(member.name(), "takes the place of the layer itself");
            }
            apply(folder, member);
            return;
        }
        Path parent = makeParents(name);
        if (name.last().equals(Whiteouts.OPAQUE)) {
            makeOpaque(parent, name);
        } else if (name.last().startsWith(Whiteouts.PREFIX)) {
            takeAway(parent, name);
        } else {
            place(tar, member, RawName.resolve(parent, name.last()));
        }
    }

    private Path makeParents(EntryName name) throws IOException {
        Path parent = folder;
        List<String> way = new ArrayList<>();
        for (String part : name.parents()) {
            if (part.startsWith(Whiteouts.PREFIX)) {
                throw LayerException.of(name.raw(), "is below '" + EntryName.shown(part) + "', which takes away");
            }
            way.add(part);
            parent = RawName.resolve(parent, part);
            if (Files.isDirectory(parent, LinkOption.NOFOLLOW_LINKS)) {
                continue;
            }
            if (Whiteouts.isWhiteout(parent)) {
                Files.delete(parent);
                makeFolder(parent);
                Whiteouts.makeOpaque(parent);
            } else if (Files.exists(parent, LinkOption.NOFOLLOW_LINKS)) {
                // In one layer nothing can stand below a link: whoever sends such a thing wants to leave the folder.
                throw LayerException.of(name.raw(), "is below '" + EntryName.shown(part) + "', which is no folder");
            } else {
                makeFolder(parent);
                implied.put(parent, List.copyOf(way));
            }
        }
        return parent;
    }

    private void makeOpaque(Path parent, EntryName name) throws IOException {
        if (parent.equals(folder)) {
            // The kernel does not look for the mark on a layer itself.
            throw LayerException.of(name.raw(), "takes away all layers below, which none can");
        }
        Whiteouts.makeOpaque(parent);
    }

    private static void takeAway(Path parent, EntryName whiteout) throws IOException {
        String name = whiteout.last().substring(Whiteouts.PREFIX.length());
        if (name.isEmpty() || name.equals(".") || name.equals("..")) {
            throw LayerException.of(whiteout.raw(), "takes nothing away");
        }
        Path path = RawName.resolve(parent, name);
        if (Whiteouts.isWhiteout(path)) {
            throw LayerException.of(whiteout.raw(), "is there twice");
        }
        Whiteouts.takeAway(path);
    }

    private void place(TarInput tar, Member member, Path path) throws IOException {
        boolean isFolder = member.kind() == TarInput.Kind.FOLDER;
        boolean takesAway = Whiteouts.isWhiteout(path);
        if (takesAway) {
            Files.delete(path);
        }
        boolean isThere = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        if (isThere && !(isFolder && Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS))) {
            throw LayerException.of(member.name(), "is there twice");
        }
        switch (member.kind()) {
            case FILE -> writer.write(tar, member.content(), path);
            case HARD_LINK -> link(member, path);
            case SYMBOLIC_LINK -> makeLink(member, path);
            case FOLDER -> {
                if (!isThere) {
                    makeFolder(path);
                }
                implied.remove(path);
                if (takesAway) {
                    Whiteouts.makeOpaque(path);
                }
            }
            case FIFO -> Linux.makeNode(path, FileKind.FIFO.bits(), 0);
            case CHARACTER_DEVICE, BLOCK_DEVICE -> {
                if (!Devices.make(member, path)) {
                    return;
                }
            }
        }
        if (member.kind() != TarInput.Kind.HARD_LINK) {
            apply(path, member);
        }
    }

    private static void makeFolder(Path path) throws IOException {
        Files.createDirectory(path);
        Files.setAttribute(path, "unix:mode", FOLDER_MODE);
    }

    /** Absolute ones are harmless, whatever they name; Docker, too, refuses those that climb out. */
    private static void makeLink(Member member, Path path) throws IOException {
        if (!member.link().startsWith("/") && climbsOut(member)) {
            throw LayerException.of(
                    member.name(),
                    "is a link to '" + EntryName.shown(member.link()) + "', which is outside of the layer");
        }
        Linux.makeLink(path, member.link());
    }

    private static boolean climbsOut(Member member) throws IOException {
        int depth = EntryName.of(member.name()).parents().size();
        for (String part : member.link().split("/", -1)) {
            if (part.equals("..")) {
                depth--;
            } else if (!part.isEmpty() && !part.equals(".")) {
                depth++;
            }
            if (depth < 0) {
                return true;
            }
        }
        return false;
    }

    private void link(Member member, Path path) throws IOException {
        Path target = folder;
        for (String part : EntryName.ofTarget(member.name(), member.link()).parts()) {
            if (Files.isSymbolicLink(target)) {
                throw LayerException.of(
                        member.name(), "is a link to '" + EntryName.shown(member.link()) + "', which is below a link");
            }
            target = RawName.resolve(target, part);
        }
        if (!Files.exists(target, LinkOption.NOFOLLOW_LINKS)
                || Files.isDirectory(target, LinkOption.NOFOLLOW_LINKS)
                || Whiteouts.isWhiteout(target)) {
            throw LayerException.of(
                    member.name(),
                    "is a link to '" + EntryName.shown(member.link()) + "', and the layer has no such file before it");
        }
        Files.createLink(path, target);
    }

    /** Owner first: changing it takes setuid bits and capabilities away. */
    private void apply(Path path, Member member) throws IOException {
        own(path, member);
        setAttributes(path, member);
        if (member.kind() != TarInput.Kind.SYMBOLIC_LINK) {
            Files.setAttribute(path, "unix:mode", member.mode());
        }
        if (member.kind() == TarInput.Kind.FOLDER) {
            folderTimes.put(path, member.modified());
        } else {
            Linux.setModified(path, member.modified());
        }
    }

    private static void own(Path path, Member member) throws IOException {
        try {
            Linux.changeOwner(path, member.user(), member.group());
        } catch (IOException e) {
            throw new LayerException(
                    "'%s' cannot be given to user %s and group %s. An ordinary user can do that within the ranges of"
                                    .formatted(
                                            EntryName.shown(member.name()),
                                            Integer.toUnsignedString(member.user()),
                                            Integer.toUnsignedString(member.group()))
                            + " /etc/subuid and /etc/subgid",
                    e);
        }
    }

    /** Those that only the kernel or its security modules can set are left out, for root, too. */
    private static void setAttributes(Path path, Member member) throws IOException {
        boolean mayHaveAny = member.kind() == TarInput.Kind.FILE || member.kind() == TarInput.Kind.FOLDER;
        for (Map.Entry<String, String> attribute : member.attributes().entrySet()) {
            String name = attribute.getKey();
            byte[] value = Attributes.bytes(attribute.getValue());
            if (!Attributes.belongsToImages(name)) {
                continue;
            }
            if (mayHaveAny) {
                Linux.setAttribute(path, name, value);
            } else {
                // The kernel keeps users from giving some to links and devices.
                Linux.offerAttribute(path, name, value);
            }
        }
    }
}
