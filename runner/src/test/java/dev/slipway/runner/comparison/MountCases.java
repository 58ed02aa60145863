package dev.slipway.runner.comparison;

import static dev.slipway.runner.comparison.Case.image;
import static dev.slipway.runner.comparison.Steps.bind;
import static dev.slipway.runner.comparison.Steps.bindFrom;
import static dev.slipway.runner.comparison.Steps.bindWritable;
import static dev.slipway.runner.comparison.Steps.bindWritableFrom;
import static dev.slipway.runner.comparison.Steps.copy;
import static dev.slipway.runner.comparison.Steps.copyFrom;
import static dev.slipway.runner.comparison.Steps.run;
import static dev.slipway.runner.comparison.Steps.runWithBinds;
import static dev.slipway.runner.comparison.Steps.runWithMounts;
import static dev.slipway.runner.comparison.Steps.runWithTmpfs;
import static dev.slipway.runner.comparison.Steps.tmpfs;
import static dev.slipway.runner.comparison.Steps.user;
import static dev.slipway.runner.comparison.Steps.workdir;

import dev.slipway.model.Base;
import dev.slipway.model.Network;
import java.util.List;
import java.util.stream.Stream;

/** What commands see besides their image, and that none of it stays. */
final class MountCases {
    private static final String MODE = "stat -c '%n %a %u:%g'";

    private static final String SAFE = "programs run with nobody else's rights, and devices are of no use";

    private static final String NO_ROOT =
            "no archive has the folder of all others, so what a command makes of it is seen by no other";

    private MountCases() {}

    static List<Case> all() {
        return Stream.of(inMemory(), ofContext(), ofImages(), inOneAnother())
                .flatMap(List::stream)
                .toList();
    }

    private static List<Case> inMemory() {
        return List.of(
                image(
                        "tmpfs-is-empty-and-gone-afterwards",
                        runWithTmpfs(
                                List.of(tmpfs("/memory", 0)),
                                "ls -A /memory > /before",
                                MODE + " /memory > /mode",
                                "echo x > /memory/x",
                                "cp /memory/x /kept",
                                "printf '#!/bin/sh\\necho ran > /ran\\n' > /memory/program",
                                "chmod +x /memory/program",
                                "/memory/program"),
                        run("ls / > /after")),
                image(
                        "tmpfs-of-a-size",
                        runWithTmpfs(
                                List.of(tmpfs("/memory", 1 << 20), tmpfs("/odd", 10_000)),
                                "! head -c 2000000 /dev/zero 2> /dev/null > /memory/x",
                                "wc -c < /memory/x > /size",
                                "! head -c 2000000 /dev/zero 2> /dev/null > /odd/x",
                                "wc -c < /odd/x >> /size")),
                image(
                                "tmpfs-over-what-is-there",
                                runWithTmpfs(
                                        List.of(tmpfs("/data", 0)),
                                        "ls -A /data > /seen",
                                        MODE + " /data >> /seen",
                                        "echo x > /data/hidden"),
                                run("ls -A /data > /after"))
                        .onLower(run("mkdir -m 2750 /data", "echo kept > /data/hidden", "chown 5:6 /data")),
                image("tmpfs-over-a-file", runWithTmpfs(List.of(tmpfs("/etc/passwd", 0)), "true"))
                        .failing(),
                image(
                                "tmpfs-through-a-link",
                                runWithTmpfs(List.of(tmpfs("/link/x", 0)), "touch /real/x/y", "ls -R /real > /seen"))
                        .onLower(run("mkdir /real", "ln -s real /link")),
                image(
                        "tmpfs-for-another-user",
                        user("me"),
                        runWithTmpfs(List.of(tmpfs("/memory", 0)), "touch /memory/x")),
                image(
                        "tmpfs-in-the-working-folder",
                        workdir("/work"),
                        runWithTmpfs(List.of(tmpfs("/work/memory", 0)), "touch memory/x here"),
                        run("ls /work > /after")),
                image(
                        "tmpfs-on-the-working-folder",
                        workdir("/work"),
                        runWithTmpfs(List.of(tmpfs("/work", 0)), "pwd > /pwd", "touch here"),
                        run("ls /work > /after")),
                image(
                        "tmpfs-in-a-tmpfs",
                        runWithTmpfs(
                                List.of(tmpfs("/a/b/c", 0), tmpfs("/a", 0), tmpfs("/ab", 0)),
                                MODE + " /a /a/b /a/b/c /ab > /modes",
                                "touch /a/b/c/x"),
                        run("ls / > /after")),
                image(
                        "tmpfs-for-shared-memory",
                        runWithTmpfs(
                                List.of(tmpfs("/dev/shm", 1 << 20)),
                                MODE + " /dev/shm > /mode",
                                "df -k /dev/shm | awk 'NR == 2 { print $2 }' > /size")),
                image(
                        "tmpfs-keeps-what-is-made-beside-it",
                        runWithTmpfs(List.of(tmpfs("/new/memory", 0)), "touch /new/beside")),
                image(
                                "tmpfs-with-a-value",
                                runWithTmpfs(List.of(tmpfs("/{release}/x", 0)), "ls -R / | grep 16 > /seen"))
                        .release("16.13", "lib", "v1"),
                image(
                        "tmpfs-without-a-trace",
                        user("me"),
                        runWithTmpfs(List.of(tmpfs("/deep/down/memory", 0)), "touch /deep/down/memory/x")));
    }

    private static List<Case> ofContext() {
        return List.of(
                image(
                                "bind-context-file",
                                runWithBinds(
                                        List.of(bind("data/one", "/mnt/one"), bind("tool", "/bin/tool")),
                                        "cat /mnt/one > /seen",
                                        "tool >> /seen",
                                        MODE + " /mnt /mnt/one /bin/tool > /modes",
                                        "! echo x 2> /dev/null > /mnt/one",
                                        "! rm /mnt/one 2> /dev/null"),
                                run("ls -A / > /after", "ls /bin/tool >> /after || true"))
                        .file("data/one", "1\n")
                        .program("tool", "#!/bin/sh\necho tool\n"),
                image(
                                "bind-context-folder",
                                runWithBinds(
                                        List.of(bind("data", "/mnt/data")),
                                        "find /mnt/data | sort > /seen",
                                        "find /mnt/data | sort | xargs " + MODE + " > /modes",
                                        "! touch /mnt/data/new 2> /dev/null",
                                        "! rm -r /mnt/data/sub 2> /dev/null"),
                                run("ls -A / > /after"))
                        .file("data/one", "1\n")
                        .file("data/sub/two", "2\n")
                        .program("data/sub/run", "#!/bin/sh\n")
                        .file("other/three", "3\n"),
                image(
                                "bind-context-whole",
                                runWithBinds(
                                        List.of(bind(".", "/mnt")),
                                        "find /mnt | sort > /seen",
                                        MODE + " /mnt > /mode",
                                        "! touch /mnt/new 2> /dev/null"))
                        .onLower(run("mkdir /mnt"))
                        .file("data/one", "1\n"),
                image("bind-context-changed", runWithBinds(List.of(bind("one", "/one")), "echo x > /one"))
                        .file("one", "1\n")
                        .failing(),
                image("bind-context-missing", runWithBinds(List.of(bind("nowhere", "/one")), "true"))
                        .failing(),
                image(
                                "bind-context-writable",
                                runWithBinds(
                                        List.of(bindWritable("data", "/data"), bindWritable("one", "/file")),
                                        MODE + " /data /data/sub /file > /modes",
                                        "echo changed | tee /data/one /data/new > /file",
                                        "rm -r /data/sub",
                                        "mv /data/two /data/three",
                                        "cat /data/one /data/new /file > /seen",
                                        "ls -A /data >> /seen"),
                                runWithBinds(
                                        List.of(bind("data", "/data"), bind("one", "/file")),
                                        "cat /data/one /file > /again",
                                        "ls -A /data >> /again"),
                                copy("data", "/copied"))
                        .file("one", "1\n")
                        .file("data/one", "1\n")
                        .file("data/two", "2\n")
                        .file("data/sub/three", "3\n"),
                image("bind-context-whole-writable", runWithBinds(List.of(bindWritable(".", "/all")), "touch /all/new"))
                        .file("one", "1\n"),
                image(
                                "bind-context-for-another-user",
                                user("me"),
                                runWithBinds(
                                        List.of(bind("one", "/one"), bindWritable("data", "/data")),
                                        "cat /one > /tmp/seen",
                                        "! touch /data/new 2> /dev/null"))
                        .file("one", "1\n")
                        .file("data/two", "2\n"),
                image(
                                "bind-over-what-is-there",
                                runWithBinds(
                                        List.of(bind("data", "/data"), bind("one", "/etc/passwd")),
                                        "ls -A /data > /seen",
                                        "cat /etc/passwd >> /seen"),
                                run("ls -A /data > /after", "cat /etc/passwd >> /after"))
                        .onLower(run("mkdir -m 700 /data", "echo kept > /data/hidden"))
                        .file("one", "1\n")
                        .file("data/two", "2\n"),
                image("bind-folder-over-a-file", runWithBinds(List.of(bind("data", "/etc/passwd")), "true"))
                        .file("data/two", "2\n")
                        .failing(),
                image("bind-file-over-a-folder", runWithBinds(List.of(bind("one", "/etc")), "true"))
                        .file("one", "1\n")
                        .failing(),
                image(
                                "bind-through-a-link",
                                runWithBinds(List.of(bind("data", "/link/data")), "ls -A /real/data > /seen"),
                                run("ls -A /real > /after"))
                        .onLower(run("mkdir /real", "ln -s /real /link"))
                        .file("data/two", "2\n"),
                image(
                                "bind-in-the-working-folder",
                                workdir("/work"),
                                runWithBinds(List.of(bind("data", "/work/data")), "ls data > seen"),
                                runWithBinds(List.of(bindWritable("data", "/work")), "pwd > /pwd", "touch here"),
                                run("ls /work > /after"))
                        .file("data/two", "2\n"),
                image(
                                "bind-without-network",
                                runWithMounts(
                                        List.of(bind("one", "/mnt/one")),
                                        List.of(tmpfs("/memory", 0)),
                                        Network.NONE,
                                        "cp /mnt/one /memory/x",
                                        "cat /memory/x > /seen"))
                        .file("one", "1\n"),
                image(
                                "bind-with-a-value",
                                runWithBinds(
                                        List.of(bindFrom("build", "/out/{release.major}", "/mnt/{release}")),
                                        "cat /mnt/{release}/file > /seen"))
                        .stage("build", run("mkdir -p /out/{release.major}", "echo x > /out/{release.major}/file"))
                        .release("16.13", "lib", "v1"));
    }

    private static List<Case> ofImages() {
        return List.of(
                image(
                                "bind-stage-file",
                                runWithBinds(
                                        List.of(bindFrom("build", "/out/file", "/mnt/file")),
                                        "cat /mnt/file > /seen",
                                        MODE + " /mnt /mnt/file > /modes",
                                        "! echo x 2> /dev/null > /mnt/file"),
                                run("ls -A / > /after"))
                        .stage(
                                "build",
                                run("mkdir /out", "echo x > /out/file", "chmod 640 /out/file", "chown 5:6 /out/file")),
                image(
                                "bind-stage-folder",
                                runWithBinds(
                                        List.of(bindFrom("build", "/out", "/mnt/out")),
                                        "find /mnt/out | sort | xargs stat -c '%n %F %a %u:%g %s %h' > /modes",
                                        "readlink /mnt/out/link > /link",
                                        "! touch /mnt/out/new 2> /dev/null",
                                        "! chmod 700 /mnt/out 2> /dev/null",
                                        "cp -a /mnt/out /copied"))
                        .stage(
                                "build",
                                run(
                                        "mkdir -p /out/sub /out/empty",
                                        "echo x > /out/sub/file",
                                        "ln /out/sub/file /out/hard",
                                        "ln -s sub/file /out/link",
                                        "mkfifo /out/fifo",
                                        "chmod 2750 /out",
                                        "chmod 1777 /out/empty",
                                        "chown -R me:staff /out")),
                image(
                                "bind-stage-whole",
                                runWithBinds(
                                        List.of(bindFrom("build", "/", "/mnt")),
                                        "ls -A /mnt > /seen",
                                        MODE + " /mnt > /mode",
                                        "cat /mnt/file >> /seen",
                                        "! touch /mnt/new 2> /dev/null"))
                        .stage("build", run("echo x > /file", "chmod 751 /"))
                        .onLower(run("mkdir /mnt"))
                        .differs("/mode", NO_ROOT),
                image(
                                "bind-stage-without-files",
                                runWithBinds(
                                        List.of(bindFrom("empty", "/", "/a"), bindWritableFrom("empty", "/", "/b")),
                                        "touch /b/x",
                                        "ls -A /a /b > /seen"))
                        .stage("empty", Case.SCRATCH),
                image(
                                "bind-image",
                                runWithBinds(
                                        List.of(bindFrom(Case.lowerOf("bind-image"), "/out", "/mnt", false)),
                                        "cat /mnt/x > /seen"))
                        .onLower(run("mkdir /out", "echo x > /out/x", "chown -R 3:4 /out"))
                        .on(new Base.OfImage(Case.BUSYBOX)),
                image(
                                "bind-stage-writable",
                                runWithBinds(
                                        List.of(
                                                bindWritableFrom("build", "/out", "/out"),
                                                bindWritableFrom("build", "/out/file", "/file")),
                                        "echo changed > /out/file",
                                        "echo other > /file",
                                        "rm -r /out/sub",
                                        "mkdir /out/new",
                                        "chown 5:6 /out",
                                        "cat /out/file /file > /seen",
                                        "ls -A /out >> /seen",
                                        MODE + " /out >> /seen"),
                                runWithBinds(
                                        List.of(bindFrom("build", "/out", "/out")),
                                        "cat /out/file > /again",
                                        "ls -A /out >> /again",
                                        MODE + " /out >> /again"),
                                copyFrom("build", "/out", "/copied"))
                        .stage("build", run("mkdir -p /out/sub", "echo x > /out/file", "echo y > /out/sub/file")),
                image(
                                "bind-stage-writable-whole",
                                runWithBinds(
                                        List.of(bindWritableFrom("build", "/", "/mnt")),
                                        MODE + " /mnt > /mode",
                                        "rm -r /mnt/out",
                                        "touch /mnt/new",
                                        "ls -A /mnt > /seen"))
                        .stage("build", run("mkdir /out", "chmod 755 /")),
                image(
                                "bind-stage-writable-for-its-owner",
                                user("me"),
                                runWithBinds(
                                        List.of(bindWritableFrom("build", "/out", "/mnt/out")),
                                        "echo me > /mnt/out/file",
                                        "cat /mnt/out/file > /tmp/seen",
                                        "! touch /mnt/out/closed/x 2> /dev/null"))
                        .stage("build", run("mkdir -p /out/closed", "touch /out/file", "chown me:me /out /out/file")),
                image("bind-stage-missing", runWithBinds(List.of(bindFrom("build", "/nowhere", "/mnt")), "true"))
                        .stage("build", run("true"))
                        .failing(),
                image(
                                "bind-stage-link",
                                runWithBinds(
                                        List.of(
                                                bindFrom("build", "/file-link", "/a"),
                                                bindFrom("build", "/folder-link/sub", "/b"),
                                                bindFrom("build", "/climbing/etc", "/c"),
                                                bindFrom("build", "/real/../real/./sub/", "/d")),
                                        "cat /a > /seen",
                                        "ls -A /b /c /d >> /seen",
                                        "cat /c/passwd >> /seen"))
                        .stage(
                                "build",
                                run(
                                        "mkdir -p /real/sub",
                                        "echo x > /real/sub/file",
                                        "ln -s real/sub/file /file-link",
                                        "ln -s /real /folder-link",
                                        "ln -s ../../../.. /climbing")),
                image("bind-stage-link-that-dangles", runWithBinds(List.of(bindFrom("build", "/link", "/a")), "true"))
                        .stage("build", run("ln -s /gone /link"))
                        .failing(),
                image(
                                "bind-stage-options",
                                runWithBinds(
                                        List.of(
                                                bindFrom("build", "/out", "/mnt"),
                                                bindWritableFrom("build", "/out", "/opt")),
                                        "for option in ro nosuid nodev noexec; do",
                                        "    awk '$2 == \"/mnt\" || $2 == \"/opt\" { print $2, $4 }' /proc/mounts"
                                                + " | grep -w $option | cut -d ' ' -f 1 > /$option || true",
                                        "done"))
                        .stage("build", run("mkdir /out"))
                        .differs("/nosuid", SAFE)
                        .differs("/nodev", SAFE));
    }

    private static List<Case> inOneAnother() {
        return List.of(
                image(
                                "bind-in-a-bind",
                                runWithBinds(
                                        List.of(bindFrom("build", "/out", "/mnt"), bind("data", "/mnt/sub")),
                                        "ls -AR /mnt > /seen"))
                        .stage("build", run("mkdir -p /out/sub", "touch /out/sub/hidden /out/file"))
                        .file("data/two", "2\n"),
                image(
                                "bind-in-a-bind-that-has-no-place",
                                runWithBinds(
                                        List.of(bindFrom("build", "/out", "/mnt"), bind("data", "/mnt/sub")), "true"))
                        .stage("build", run("mkdir -p /out"))
                        .file("data/two", "2\n")
                        .failing(),
                image(
                                "bind-in-a-bind-that-is-writable",
                                runWithBinds(
                                        List.of(
                                                bindWritableFrom("build", "/out", "/mnt"),
                                                bind("data", "/mnt/deep/sub"),
                                                bind("one", "/mnt/file")),
                                        "find /mnt | sort | xargs " + MODE + " > /seen"),
                                runWithBinds(List.of(bindFrom("build", "/out", "/mnt")), "ls -A /mnt > /after"))
                        .stage("build", run("mkdir -p /out"))
                        .file("one", "1\n")
                        .file("data/two", "2\n"),
                image(
                                "tmpfs-in-a-bind",
                                runWithMounts(
                                        List.of(bindFrom("build", "/out", "/mnt")),
                                        List.of(tmpfs("/mnt/sub", 0)),
                                        Network.DEFAULT,
                                        MODE + " /mnt/sub > /mode",
                                        "touch /mnt/sub/new",
                                        "ls -AR /mnt > /seen"))
                        .stage("build", run("mkdir -p -m 711 /out/sub", "touch /out/sub/hidden")),
                image(
                                "bind-in-a-tmpfs",
                                runWithMounts(
                                        List.of(bind("data", "/mnt/a/b"), bind("one", "/mnt/one")),
                                        List.of(tmpfs("/mnt", 0)),
                                        Network.DEFAULT,
                                        "find /mnt | sort | xargs " + MODE + " > /seen"),
                                run("ls -A / > /after"))
                        .file("one", "1\n")
                        .file("data/two", "2\n"));
    }
}
