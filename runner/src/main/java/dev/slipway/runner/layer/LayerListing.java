package dev.slipway.runner.layer;

import dev.slipway.runner.layer.TarInput.Member;
import dev.slipway.runner.sandbox.RawName;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/** Reads what a layer's archive holds, and unpacks nothing. */
public final class LayerListing {
    private static final int BUFFER = 1 << 16;

    private LayerListing() {}

    /** What an entry is. */
    public enum Kind {
        FILE,
        HARD_LINK,
        SYMBOLIC_LINK,
        FOLDER,
        /** A pipe or a device. */
        SPECIAL,
        /** Takes away what the layers below have by that name. */
        WHITEOUT,
        /** Takes away all that the layers below have in the folder of that name. */
        OPAQUE
    }

    /**
     * An entry.
     *
     * @param path as people read it, without a slash before it; of what takes away, that of what is taken away
     * @param link of links: where to, of hard links as a path in the same layer
     * @param size of a file, in bytes
     * @param mode permissions only
     */
    public record Entry(Kind kind, String path, String link, long size, int mode, int user, int group) {}

    /** Takes one entry after the other. */
    @FunctionalInterface
    public interface Visitor {
        /**
         * Looks at an entry.
         *
         * @param content of a file, good for as long as this takes; without its holes
         */
        void visit(Entry entry, InputStream content) throws IOException;
    }

    /**
     * Reads an archive, plain, gzip or zstd, as its first bytes say.
     *
     * @throws LayerException naming the entry, if the archive is damaged or holds what no layer should
     */
    public static void read(InputStream archive, Visitor visitor) throws IOException {
        String last = "";
        try (PlainInput plain = new PlainInput(Decompression.of(archive), Allowance.DEFAULT);
                TarInput tar = new TarInput(new BufferedInputStream(plain, BUFFER))) {
            for (Optional<Member> member = tar.next(); member.isPresent(); member = tar.next()) {
                Interruption.check();
                last = member.get().name();
                plain.count(member.get());
                EntryName name = EntryName.of(last);
                if (!name.isOfAufs() && !name.isRoot()) {
                    visitor.visit(entry(member.get(), name), tar);
                }
            }
        } catch (LayerException e) {
            throw e;
        } catch (IOException e) {
            throw LayerReader.unreadable(last, "read", e);
        }
    }

    private static Entry entry(Member member, EntryName name) throws LayerException {
        if (name.last().equals(Whiteouts.OPAQUE)) {
            return takingAway(Kind.OPAQUE, String.join("/", name.parents()));
        }
        if (name.last().startsWith(Whiteouts.PREFIX)) {
            String sibling = name.last().substring(Whiteouts.PREFIX.length());
            return takingAway(
                    Kind.WHITEOUT,
                    name.parents().isEmpty() ? sibling : String.join("/", name.parents()) + "/" + sibling);
        }
        return new Entry(
                kind(member.kind()),
                RawName.toText(String.join("/", name.parts())),
                link(member),
                member.content().size(),
                member.mode(),
                member.user(),
                member.group());
    }

    private static Entry takingAway(Kind kind, String path) {
        return new Entry(kind, RawName.toText(path), "", 0, 0, 0, 0);
    }

    private static String link(Member member) throws LayerException {
        String link = member.kind() == TarInput.Kind.HARD_LINK
                ? String.join(
                        "/", EntryName.ofTarget(member.name(), member.link()).parts())
                : member.link();
        return RawName.toText(link);
    }

    private static Kind kind(TarInput.Kind kind) {
        return switch (kind) {
            case FILE -> Kind.FILE;
            case HARD_LINK -> Kind.HARD_LINK;
            case SYMBOLIC_LINK -> Kind.SYMBOLIC_LINK;
            case FOLDER -> Kind.FOLDER;
            case FIFO, CHARACTER_DEVICE, BLOCK_DEVICE -> Kind.SPECIAL;
        };
    }
}
