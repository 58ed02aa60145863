package dev.slipway.judges;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** What the sample is made of: a base from Debian's archive, and servers of files, Python libraries and git on loopback. */
final class Supplies implements AutoCloseable {
    private final Path debian;
    private final Path spice;
    private final FileServer files;
    private final Daemon git;
    private final String gitUrl;

    private Supplies(Path debian, Path spice, FileServer files, Daemon git, String gitUrl) {
        this.debian = debian;
        this.spice = spice;
        this.files = files;
        this.git = git;
        this.gitUrl = gitUrl;
    }

    /** All of it is below the folder. */
    static Supplies start(Path folder) throws IOException, InterruptedException {
        Path debian = debian(Files.createDirectory(folder.resolve("debian")));
        Path spice = Files.writeString(folder.resolve("spice"), "pepper\n");
        FileServer files = FileServer.start(files(Files.createDirectory(folder.resolve("files"))));
        InetSocketAddress address = Daemon.freeAddress();
        Daemon git = git(Files.createDirectory(folder.resolve("git")), address);
        return new Supplies(debian, spice, files, git, "git://127.0.0.1:" + address.getPort());
    }

    /** A folder with a Dockerfile for as much of Docker Hub's {@code debian:bookworm} as the sample needs. */
    Path debian() {
        return debian;
    }

    /** Sets the sample's sources, and gives it its secret. */
    Command to(Command bake) throws IOException {
        return bake.with("DEBIAN", archive())
                .with("FILES", files.url())
                .with("GIT", gitUrl)
                .with("BUILDX_BAKE_ENTITLEMENTS_FS", "0")
                .and("--set", "house*.secrets=id=spice,src=" + spice);
    }

    /** The address of the archive that the base was made from. */
    private String archive() throws IOException {
        String sources = Archive.read(debian.resolve("debian.tar")).content("etc/apt/sources.list");
        return sources.replaceFirst("(?s)^deb ([^ ]+) .*", "$1");
    }

    private static Path debian(Path context) throws IOException, InterruptedException {
        Command.of("mmdebstrap", "--quiet", "--mode=root", "--variant=minbase", "--skip=output/dev")
                .and("--include=ca-certificates", "bookworm", context.resolve("debian.tar"))
                .output();
        Files.writeString(context.resolve("Dockerfile"), """
                FROM scratch
                ADD debian.tar /
                ENV PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
                CMD ["bash"]
                """);
        return context;
    }

    /** A file to download, and a package index with one library. */
    private static Path files(Path folder) throws IOException {
        Files.writeString(folder.resolve("salt.txt"), "a pinch\n");
        Path index = Files.createDirectories(folder.resolve("simple/greeting"));
        String name = "greeting-1.0-py3-none-any.whl";
        Files.writeString(index.resolve("index.html"), "<a href=\"" + name + "\">" + name + "</a>\n");
        URI wheel = URI.create("jar:" + index.resolve(name).toUri());
        try (FileSystem zip = FileSystems.newFileSystem(wheel, Map.of("create", "true"))) {
            Files.writeString(zip.getPath("greeting.py"), "print('hello')\n");
            Path metadata = Files.createDirectory(zip.getPath("greeting-1.0.dist-info"));
            Files.writeString(metadata.resolve("METADATA"), "Metadata-Version: 2.1\nName: greeting\nVersion: 1.0\n");
            Files.writeString(metadata.resolve("WHEEL"), "Wheel-Version: 1.0\nTag: py3-none-any\n");
            Files.writeString(metadata.resolve("RECORD"), "greeting.py,,\n");
        }
        return folder;
    }

    /** A server with a repository of two releases. */
    private static Daemon git(Path folder, InetSocketAddress address) throws IOException, InterruptedException {
        Path repository = Files.createDirectory(folder.resolve("recipes.git"));
        Command git = Command.of("git", "-c", "user.name=Cook", "-c", "user.email=cook@localhost")
                .in(repository);
        git.and("init", "--quiet").output();
        for (String release : List.of("v1", "v2")) {
            Files.writeString(repository.resolve("soup.txt"), "soup " + release + "\n");
            git.and("add", "soup.txt").output();
            git.and("commit", "--quiet", "--message", release).output();
            git.and("tag", release).output();
        }
        Command server = Command.of("git", "daemon", "--listen=127.0.0.1", "--port=" + address.getPort())
                .and("--export-all", "--base-path=" + folder);
        return Daemon.start(server, address, folder.resolve("daemon.log"));
    }

    @Override
    public void close() {
        files.close();
        git.close();
    }
}
