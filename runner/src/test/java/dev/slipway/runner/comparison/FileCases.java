package dev.slipway.runner.comparison;

import static dev.slipway.runner.comparison.Case.image;
import static dev.slipway.runner.comparison.Steps.run;
import static dev.slipway.runner.comparison.Steps.volume;

import java.util.List;

/** What commands leave in the file system, from layer to layer. */
final class FileCases {
    private static final String LINK_LOST =
            "BuildKit leaves the first name, which has not changed, out of the layer, and so makes two files of one";

    private static final String USERS_NUMBERS = "an ordinary user has the 65536 numbers of /etc/subuid and /etc/subgid";

    static final String NO_DEVICES = "the kernel lets nobody but the machine's root make device nodes";

    private FileCases() {}

    static List<Case> all() {
        return List.of(
                image(
                        "files-of-every-kind",
                        run(
                                "mkdir -p /t/empty /t/full",
                                "cd /t",
                                "echo x > full/file",
                                "touch zero",
                                "ln -s full/file link",
                                "ln -s /gone dangling",
                                "mkfifo -m 600 fifo",
                                "printf 'a\\0b' > binary",
                                "chown -h 5:6 link")),
                image(
                        "modes",
                        run(
                                "mkdir -m 1777 /t",
                                "cd /t",
                                "for mode in 0 1 400 644 755 777 1755 2755 4755 6755 7777; do",
                                "    touch file-$mode; chmod $mode file-$mode",
                                "    mkdir folder-$mode; chmod $mode folder-$mode",
                                "done")),
                image("mask", run("umask", "touch /file", "mkdir /folder", "umask 077; touch /own; mkdir /own-folder")),
                image("owners", run("for id in 0 1 1000 65534 65535; do touch /$id; chown $id:$id /$id; done")),
                image("owners-above-65535", run("touch /a /b", "chown 100000:200000 /a", "chown 4294967294 /b"))
                        .onlyAsRoot(USERS_NUMBERS),
                image("devices", run("mknod -m 666 /null c 1 3", "mknod /disk b 259 1048575", "mknod /c c 4095 1"))
                        .onlyAsRoot(NO_DEVICES),
                image(
                        "hard-links",
                        run("mkdir /t", "echo x > /t/b", "ln /t/b /t/a", "ln /t/b /c", "ln -s x /l", "ln /l /m"),
                        run("echo y > /t/d", "ln /t/d /t/e")),
                image("hard-link-to-a-lower-file", run("ln /one /two"))
                        .onLower(run("echo x > /one", "chmod 640 /one"))
                        .differs("/one", LINK_LOST)
                        .differs("/two", LINK_LOST),
                image("hard-links-broken-by-writing", run("echo y >> /one"))
                        .onLower(run("echo x > /one", "ln /one /two")),
                image("hard-link-removed", run("rm /one")).onLower(run("echo x > /one", "ln /one /two")),
                image("hard-link-replaced", run("ln -sf two /one")).onLower(run("echo x > /one", "ln /one /two")),
                image("sparse", run("truncate -s 30M /sparse", "echo end >> /sparse", "truncate -s 1M /hole")),
                image("names", Names.make("/t")),
                image("names-taken-away", run("rm -r /t/*e*", "rm -r /t/0*")).onLower(Names.make("/t")),
                image(
                        "times",
                        run(
                                "mkdir /t",
                                "touch -d '2001-02-03 04:05:06' /t/old",
                                "touch -d @0 /t/first",
                                "touch -d @-86400 /t/before",
                                "touch -d '2039-01-01 00:00:00' /t/future",
                                "ln -s x /t/link",
                                "touch -h -d '2002-02-03 04:05:06' /t/link",
                                "touch -d '2003-02-03 04:05:06' /t")),

                // Taking away.
                image("file-taken-away", run("rm /a /t/b")).onLower(run("mkdir /t", "touch /a /t/b /t/c")),
                image("folder-taken-away", run("rm -r /t")).onLower(run("mkdir -p /t/sub", "touch /t/sub/b")),
                image("folder-made-anew", run("rm -r /t", "mkdir /t", "touch /t/new"))
                        .onLower(run("mkdir -p /t/sub", "touch /t/old")),
                image("folder-made-anew-in-steps", run("rm -r /t"), run("mkdir /t"), run("touch /t/new"))
                        .onLower(run("mkdir -p /t/sub", "touch /t/old")),
                image("folder-emptied", run("rm -r /t/*")).onLower(run("mkdir -p /t/sub", "touch /t/old")),
                image("made-and-taken-away", run("touch /x"), run("rm /x"), run("touch /y; rm /y")),
                image("taken-away-and-made-again", run("rm /a"), run("echo new > /a"))
                        .onLower(run("echo old > /a", "chmod 600 /a", "chown me /a")),
                image("names-of-whiteouts", run("rm /t/a", "touch /t/wh.a")).onLower(run("mkdir /t", "touch /t/a")),

                // Replacing.
                image("folder-becomes-link", run("rm -r /t", "ln -s /else /t"))
                        .onLower(run("mkdir -p /t/sub /else", "touch /t/old /else/new")),
                image("folder-becomes-link-and-back", run("rm -r /t", "ln -s /else /t"), run("rm /t", "mkdir /t"))
                        .onLower(run("mkdir -p /t/sub /else", "touch /t/old /else/new")),
                image("link-becomes-folder", run("rm /t", "mkdir /t", "touch /t/new"))
                        .onLower(run("mkdir /else", "ln -s /else /t", "touch /t/old")),
                image("folder-below-becomes-link", run("rm -r /a/b/t", "ln -s ../else /a/b/t"))
                        .onLower(run("mkdir -p /a/b/t /a/else", "touch /a/b/t/old")),
                image("file-becomes-folder", run("rm /t", "mkdir /t", "touch /t/new"))
                        .onLower(run("touch /t")),
                image("folder-becomes-file", run("rm -r /t", "echo x > /t"))
                        .onLower(run("mkdir -p /t/sub", "touch /t/sub/old")),
                image("file-becomes-fifo", run("rm /t", "mkfifo /t")).onLower(run("touch /t")),
                image("file-moved", run("mv /a /b")).onLower(run("echo x > /a", "chmod 640 /a")),
                image("file-moved-and-back", run("mv /a /b"), run("mv /b /a"))
                        .onLower(run("echo x > /a", "chmod 640 /a")),
                image("folder-moved", run("mv /t /u"))
                        .onLower(run("mkdir -p /t/sub", "touch /t/sub/a", "chown -R me /t")),
                image("folder-moved-and-back", run("mv /t /u"), run("mv /u /t"))
                        .onLower(run("mkdir -p /t/sub", "touch /t/sub/a", "chown -R me /t")),
                image("folders-swapped", run("mv /t /x", "mv /u /t", "mv /x /u"))
                        .onLower(run("mkdir /t /u", "touch /t/a /u/b")),

                // Changing.
                image("mode-changed", run("chmod 600 /t/file", "chmod 711 /t"))
                        .onLower(run("mkdir /t", "echo x > /t/file", "touch /t/other")),
                image("owner-changed", run("chown me:staff /t/file /t", "chown -h you /t/link"))
                        .onLower(run("mkdir /t", "echo x > /t/file", "ln -s file /t/link")),
                image("owner-change-takes-setuid-away", run("chown me /t")).onLower(run("touch /t", "chmod 6755 /t")),
                image("time-changed", run("touch -d '2001-02-03 04:05:06' /t"))
                        .onLower(run("echo x > /t", "touch -d '2002-02-03 04:05:06' /t")),
                image("content-changed", run("echo more >> /t")).onLower(run("echo x > /t", "chmod 604 /t")),
                image("nothing-changed", run("true"), run("cat /etc/passwd"), run("touch /etc; rm -f /nowhere"))
                        .differs("history", "BuildKit takes a folder that has but a new time for unchanged"),
                image("root-changed", run("chmod 711 /", "chown 3:4 /")),
                image("volume-written-later", volume("/data"), run("echo x > /data/x", "chown me /data"))
                        .onLower(run("mkdir /data")),
                image("volume-of-an-image-written-later", run("echo y > /data/y", "rm /data/x"))
                        .onLower(run("mkdir /data", "echo x > /data/x"), volume("/data")),
                image(
                        "deep-folders",
                        run(
                                "path=/t",
                                "for i in $(seq 60); do path=$path/folder-number-$i; done",
                                "mkdir -p $path",
                                "touch $path/file")),
                image(
                        "many-files",
                        run("mkdir /t", "for i in $(seq 300); do echo $i > /t/$i; done"),
                        run("rm /t/*7*")));
    }
}
