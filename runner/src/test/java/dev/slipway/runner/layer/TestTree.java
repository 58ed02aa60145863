package dev.slipway.runner.layer;

import dev.slipway.runner.sandbox.Linux;
import dev.slipway.runner.sandbox.RawName;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** A folder with one of everything that a file system can hold; names are bytes, a character each. */
final class TestTree {
    static final Instant EARLIER = Instant.parse("2001-02-03T04:05:06.789Z");
    static final String UTF8_NAME =
            new String("Főtanúsítvány".getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    static final String NO_UTF8_NAME = "caf\u00e9\u0080";
    static final String ODD_NAME = "new\nline \\ \"quote\" 100%\t*";
    static final String LONG_NAME = "n".repeat(255);
    static final byte[] CAPABILITY = {1, 0, 0, 2, (byte) 0xff, 0x20, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0};
    static final byte[] BINARY = {0, '\n', '=', (byte) 0x80, (byte) 0xff};
    /** Reading for user 1000, with the entries that every list has. */
    static final byte[] ACCESS = {
        2,
        0,
        0,
        0,
        1,
        0,
        6,
        0,
        -1,
        -1,
        -1,
        -1,
        2,
        0,
        4,
        0,
        (byte) 0xe8,
        3,
        0,
        0,
        4,
        0,
        4,
        0,
        -1,
        -1,
        -1,
        -1,
        16,
        0,
        4,
        0,
        -1,
        -1,
        -1,
        -1,
        32,
        0,
        4,
        0,
        -1,
        -1,
        -1,
        -1
    };

    private static final int PIECES = 60;
    private static final int PIECE = 1 << 17;
    /** Of the sparse file, in bytes. */
    static final long SPARSE_SIZE = (long) PIECES * PIECE + 5;

    private TestTree() {}

    /** What every user can make. */
    static void fill(Path folder) throws IOException {
        Path plain = TestLayers.file(folder, "plain", "text");
        TestLayers.own(plain, 1000, 65534, 0640);
        Linux.setModified(plain, EARLIER);
        Files.createLink(folder.resolve("zz-hard"), plain);
        TestLayers.own(TestLayers.file(folder, "setuid", ""), 1, 2, 06755);
        Linux.makeLink(folder.resolve("link"), "a//b/../" + UTF8_NAME + "/");
        Linux.changeOwner(folder.resolve("link"), 7, 8);
        Files.createLink(folder.resolve("zz-hard-link"), folder.resolve("link"));
        Linux.makeLink(folder.resolve("long-link"), "/" + "t".repeat(4000));
        Path sticky = Files.createDirectory(folder.resolve("sticky"));
        TestLayers.own(sticky, 0, 0, 01777);
        Linux.setModified(sticky, EARLIER);
        Files.createDirectory(folder.resolve("empty"));
        Linux.makeNode(folder.resolve("fifo"), FileKind.FIFO.bits() | 0600, 0);
        Linux.setModified(folder.resolve("fifo"), EARLIER);
        TestLayers.file(folder, UTF8_NAME, "utf-8");
        TestLayers.file(folder, NO_UTF8_NAME, "neither");
        TestLayers.file(folder, ODD_NAME, "odd");
        Path deep = Files.createDirectories(
                folder.resolve(LONG_NAME).resolve(LONG_NAME).resolve(LONG_NAME));
        Path capable = TestLayers.file(deep, LONG_NAME, "capable");
        Linux.setAttribute(capable, "security.capability", CAPABILITY);
        Linux.setAttribute(capable, "user.empty", new byte[0]);
        Linux.setAttribute(deep, "user.binary", BINARY);
        Path shared = TestLayers.file(folder, "shared", "x");
        TestLayers.own(shared, 0, 0, 0644);
        Linux.setAttribute(shared, "system.posix_acl_access", ACCESS);
        fillSparse(folder.resolve("sparse"));
    }

    /** What the oldest archives can hold, and a sparse file. */
    static void fillPlainly(Path folder) throws IOException {
        Path plain = TestLayers.file(folder, "plain", "text");
        TestLayers.own(plain, 1000, 65534, 04640);
        Files.createLink(folder.resolve("zz-hard"), plain);
        Linux.makeLink(folder.resolve("link"), "plain");
        TestLayers.file(Files.createDirectory(folder.resolve("inner")), NO_UTF8_NAME, "x".repeat(1000));
        fillSparse(folder.resolve("sparse"));
    }

    /** Many pieces of data, with holes between them and at the end. */
    static void fillSparse(Path path) throws IOException {
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            for (int i = 0; i < PIECES; i++) {
                file.write(ByteBuffer.wrap(("piece " + i).getBytes(StandardCharsets.US_ASCII)), (long) i * PIECE);
            }
        }
        Linux.setSize(path, SPARSE_SIZE);
        Files.setAttribute(path, "unix:mode", 0644);
    }

    /** What only the machine's root can make. */
    static void fillAsRoot(Path folder) throws IOException {
        Linux.makeNode(folder.resolve("null"), FileKind.CHARACTER_DEVICE.bits() | 0666, Linux.device(1, 3));
        TestLayers.own(TestLayers.file(folder, "large-owner", ""), 65_536, 2_097_151, 0644);
        TestLayers.own(TestLayers.file(folder, "larger-owner", ""), 2_097_152, (int) 4_294_967_294L, 0644);
    }

    /** What only layers have. */
    static void fillTakenAway(Path folder) throws IOException {
        Linux.makeNode(folder.resolve("gone"), FileKind.CHARACTER_DEVICE.bits(), 0);
        Path opaque = Files.createDirectory(folder.resolve("opaque"));
        Whiteouts.makeOpaque(opaque);
        TestLayers.file(opaque, "inside", "x".repeat(100_000));
    }

    /** The file at the end of all the long names. */
    static Path deepest(Path folder) {
        return RawName.resolve(folder.resolve(LONG_NAME).resolve(LONG_NAME).resolve(LONG_NAME), LONG_NAME);
    }
}
