package dev.slipway.runner.comparison;

import static dev.slipway.runner.comparison.Case.external;
import static dev.slipway.runner.comparison.Case.image;
import static dev.slipway.runner.comparison.Steps.bindFrom;
import static dev.slipway.runner.comparison.Steps.command;
import static dev.slipway.runner.comparison.Steps.copy;
import static dev.slipway.runner.comparison.Steps.copyFrom;
import static dev.slipway.runner.comparison.Steps.download;
import static dev.slipway.runner.comparison.Steps.entrypoint;
import static dev.slipway.runner.comparison.Steps.env;
import static dev.slipway.runner.comparison.Steps.expose;
import static dev.slipway.runner.comparison.Steps.git;
import static dev.slipway.runner.comparison.Steps.label;
import static dev.slipway.runner.comparison.Steps.run;
import static dev.slipway.runner.comparison.Steps.runWithBinds;
import static dev.slipway.runner.comparison.Steps.user;
import static dev.slipway.runner.comparison.Steps.volume;
import static dev.slipway.runner.comparison.Steps.workdir;

import dev.slipway.model.Base;
import dev.slipway.model.Step;
import dev.slipway.runner.comparison.BaseImage.Compression;
import dev.slipway.runner.comparison.BaseImage.Format;
import dev.slipway.runner.comparison.BaseImage.Layer;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.commons.codec.digest.DigestUtils;

/** What comes from outside: images of a registry, downloads, git. */
final class BaseCases {
    /** What can be downloaded. */
    static final String DOWNLOAD = "downloaded\n";

    static final String TAG = "v1";

    private static final String SHA256 = DigestUtils.sha256Hex(DOWNLOAD);
    /** Of no program in particular: revision 2, cap_net_raw effective. */
    private static final String CAPABILITY = "\1\0\0\2\0\40\0\0\0\0\0\0\0\0\0\0\0\0\0\0";

    private static final String RICH = """
            {"User": "me", "WorkingDir": "/srv", "Entrypoint": ["/bin/entry"], "Cmd": ["one", "two"],
             "Env": ["B=1", "PATH=/opt/bin:/bin", "A=x=y", "EMPTY="], "Labels": {"b": "1", "a": "2"},
             "ExposedPorts": {"80/tcp": {}, "53/udp": {}}, "Volumes": {"/data": {}, "/a": {}}, "StopSignal": "SIGINT",
             "Healthcheck": {"Test": ["CMD-SHELL", "true"], "Interval": 30000000000, "Retries": 3},
             "Shell": ["/bin/sh", "-x", "-c"]}
            """;

    private static final String ONLY_CAPABILITIES =
            "BuildKit writes no attribute but security.capability into layers; the embedded engine loses none";

    private static final String TIME_OF_IMPLIED =
            "a folder that a layer only implies gets the time of its unpacking from BuildKit, which no two have in common";

    private static final String GIT_INDEX =
            "BuildKit's has the inode numbers and times of its checkout, which no two have in common";

    private static final String GIT_LOGS = "BuildKit leaves empty logs; here are none";

    private static final String NO_TRIGGERS =
            "an image has what its own definition says; what a base would add unasked is left out";

    private BaseCases() {}

    static List<Case> all(Places places) {
        return List.of(
                image("base-settings", copy("file", "/file"))
                        .on(base(places, "rich"))
                        .file("file", "1\n"),
                image(
                                "base-settings-changed",
                                env("B", "$B$A"),
                                env("NEW", "$PATH"),
                                label("b", "changed"),
                                user("you"),
                                workdir("sub"),
                                command("three"),
                                expose("81"),
                                volume("/more"))
                        .on(base(places, "rich")),
                image("base-entrypoint-replaced", entrypoint("other")).on(base(places, "rich")),
                image("base-without-settings", copy("file", "/file"))
                        .on(base(places, "bare"))
                        .file("file", "1\n"),
                image("base-of-a-docker-manifest", copy("file", "/file"))
                        .on(base(places, "docker"))
                        .file("file", "1\n"),
                image("base-of-a-docker-list", copy("file", "/file"))
                        .on(base(places, "docker-list"))
                        .file("file", "1\n"),
                image("base-of-an-index", copy("file", "/file"))
                        .on(base(places, "index"))
                        .file("file", "1\n"),
                image("base-with-trigger", copy("file", "/file"))
                        .on(base(places, "trigger"))
                        .file("file", "1\n")
                        .differs("config.Env", NO_TRIGGERS)
                        .differs("history", NO_TRIGGERS),
                image("base-layers", copy("file", "/file"))
                        .on(base(places, "layers"))
                        .file("file", "1\n"),
                image("base-layers-copied", from(places, "layers", "/", "/all"))
                        .differs("/all/tree", TIME_OF_IMPLIED)
                        .differs("/all/tree/sub", TIME_OF_IMPLIED)
                        .onlyAsRoot(FileCases.NO_DEVICES),
                image("base-layers-changed", run("rm -r /tree/b", "mv /tree /moved"))
                        .onLower(from(places, "layers", "/", "/"))
                        .differs("/moved/sub", TIME_OF_IMPLIED)
                        .onlyAsRoot(FileCases.NO_DEVICES),
                image(
                                "base-attributes-copied",
                                from(places, "attributes", "/capable", "/c"),
                                from(places, "attributes", "/", "/t"))
                        .differs("/t/noted", ONLY_CAPABILITIES),
                image("base-attributes-moved", run("mv /t/capable /t/moved"))
                        .onLower(from(places, "attributes", "/", "/t"))
                        .differs("/t/noted", ONLY_CAPABILITIES),
                image("base-that-is-not-there").on(base(places, "gone")).failing(),
                image("download", download(places.web() + "file.txt", SHA256, "/file", "", "")),
                image("download-into-folder", download(places.web() + "file.txt?x=1", SHA256, "/in/", "", "")),
                image(
                        "download-with-owner-and-mode",
                        download(places.web() + "file.txt", SHA256, "/d/f", "me:staff", "755")),
                image("download-to-workdir", workdir("/w"), download(places.web() + "file.txt", SHA256, "./", "", "")),
                image("download-of-an-archive", download(places.web() + "file.tar.gz", SHA256, "/a/", "", "")),
                image("download-of-something-else", download(places.web() + "file.txt", "0".repeat(64), "/f", "", ""))
                        .failing(),
                image("download-of-nothing", download(places.web() + "gone.txt", SHA256, "/f", "", ""))
                        .failing(),
                image("git-tag", git(places.git(), TAG, "/src"))
                        .differs("/src/.git/index", GIT_INDEX)
                        .differs("/src/.git/logs", GIT_LOGS)
                        .differs("/src/.git/logs/HEAD", GIT_LOGS),
                image(
                                "git-branch-over-what-is-there",
                                run("mkdir /src", "touch /src/kept"),
                                git(places.git(), "main", "/src/"))
                        .differs("/src/.git/index", GIT_INDEX)
                        .differs("/src/.git/logs", GIT_LOGS)
                        .differs("/src/.git/logs/HEAD", GIT_LOGS)
                        .differs("/src/.git/logs/refs", GIT_LOGS)
                        .differs("/src/.git/logs/refs/heads", GIT_LOGS)
                        .differs("/src/.git/logs/refs/heads/main", GIT_LOGS)
                        .differs("/src/.git/refs/tags/main", "BuildKit names the branch a tag as well"),
                image(
                        "bind-external",
                        runWithBinds(
                                List.of(bindFrom(base(places, "rich"), "/etc", "/mnt/etc", false)),
                                "cat /mnt/etc/passwd > /seen",
                                "! touch /mnt/etc/new 2> /dev/null"),
                        run("ls -A / > /after")),
                image("git-of-no-such-ref", git(places.git(), "nowhere", "/src"))
                        .failing());
    }

    private static Base base(Places places, String name) {
        return external(places.registry() + "/bases/" + name + ":latest");
    }

    private static Step from(Places places, String name, String from, String to) {
        return copyFrom(base(places, name), from, to, "", "");
    }

    /** Puts the images that cases start from into the registry. */
    static void pushBases(String registry) throws IOException, InterruptedException {
        push(registry, "rich", Format.OCI_MANIFEST, BaseImage.of(RICH).layer(Compression.GZIP, accounts()));
        push(registry, "bare", Format.OCI_MANIFEST, BaseImage.of("{}").layer(Compression.NONE, accounts()));
        push(registry, "docker", Format.DOCKER_MANIFEST, BaseImage.of(RICH).layer(Compression.GZIP, accounts()));
        push(registry, "docker-list", Format.DOCKER_LIST, BaseImage.of(RICH).layer(Compression.GZIP, accounts()));
        push(registry, "index", Format.OCI_INDEX, BaseImage.of(RICH).layer(Compression.ZSTD, accounts()));
        push(
                registry,
                "trigger",
                Format.DOCKER_MANIFEST,
                BaseImage.of("{\"OnBuild\": [\"ENV TRIGGERED=1\"]}").layer(Compression.GZIP, accounts()));
        push(registry, "layers", Format.OCI_MANIFEST, layers());
        push(
                registry,
                "attributes",
                Format.OCI_MANIFEST,
                BaseImage.of("{}")
                        .layer(
                                Compression.GZIP,
                                new Layer()
                                        .file("capable", Map.of("security.capability", CAPABILITY))
                                        .file("noted", Map.of("user.note", "text", "user.empty", ""))));
    }

    private static void push(String registry, String name, Format format, BaseImage image)
            throws IOException, InterruptedException {
        image.push(registry, "bases/" + name, format);
    }

    private static Layer accounts() {
        return new Layer()
                .folder("etc", 0755, 0)
                .file("etc/passwd", 0644, 0, "root:x:0:0::/root:/bin/sh\nyou:x:1001:1002::/home/you:/bin/sh\n")
                .file("etc/group", 0644, 0, "root:x:0:\nyou:x:1002:\n");
    }

    /** Whiteouts before and after what they are about, links, and things that change their kind. */
    private static BaseImage layers() {
        return BaseImage.of("{}")
                .layer(
                        Compression.GZIP,
                        new Layer()
                                .folder("tree", 0750, 7)
                                .file("tree/a", 0640, 8, "a")
                                .file("tree/b", 04755, 0, "b")
                                .folder("tree/sub", 01777, 0)
                                .file("tree/sub/c", 0644, 0, "c")
                                .folder("opaque", 0755, 0)
                                .file("opaque/gone", 0644, 0, "gone")
                                .folder("replaced", 0755, 0)
                                .file("replaced/gone", 0644, 0, "gone")
                                .file("one", 0644, 65535, "one")
                                .sameFile("two", "one", 0644, 65535)
                                .link("link", "tree/../one")
                                .fifo("fifo")
                                .device("device", 1, 3))
                .layer(
                        Compression.ZSTD,
                        new Layer()
                                .file("tree/.wh.a", 0, 0, "")
                                .file("tree/sub/d", 0644, 0, "d")
                                .folder("opaque", 0700, 0)
                                .file("opaque/.wh..wh..opq", 0, 0, "")
                                .file("opaque/new", 0644, 0, "new")
                                .link("replaced", "tree")
                                .file("implied/parent/file", 0644, 0, "x"))
                .layer(
                        Compression.NONE,
                        new Layer()
                                .file(".wh.replaced", 0, 0, "")
                                .folder("replaced", 0711, 0)
                                .file("replaced/back", 0600, 0, "back")
                                .file("tree/a", 0600, 0, "again")
                                .file(".wh.never-there", 0, 0, ""));
    }
}
