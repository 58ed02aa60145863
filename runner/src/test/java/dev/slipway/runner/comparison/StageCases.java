package dev.slipway.runner.comparison;

import static dev.slipway.runner.comparison.Case.image;
import static dev.slipway.runner.comparison.Steps.copy;
import static dev.slipway.runner.comparison.Steps.copyFrom;
import static dev.slipway.runner.comparison.Steps.env;
import static dev.slipway.runner.comparison.Steps.run;
import static dev.slipway.runner.comparison.Steps.user;
import static dev.slipway.runner.comparison.Steps.workdir;

import dev.slipway.model.Base;
import dev.slipway.model.Step;
import java.util.List;

/** Files and folders of stages and of other images. */
final class StageCases {
    private StageCases() {}

    static List<Case> all() {
        return List.of(
                image("stage-file", copyFrom("build", "/out/file", "/file"))
                        .stage("build", run("mkdir /out", "echo x > /out/file", "chmod 640 /out/file")),
                image("stage-folder", copyFrom("build", "/out", "/out"), copyFrom("build", "/out/", "/a/b/c/"))
                        .stage(
                                "build",
                                run("mkdir -p /out/sub /out/empty", "echo x > /out/sub/file", "chmod 700 /out")),
                image("stage-keeps-owners", copyFrom("build", "/out", "/new"), copyFrom("build", "/out/x", "/x"))
                        .stage("build", run("mkdir -p /out/sub", "echo x > /out/x", "chown -R 7:8 /out")),
                image(
                                "stage-keeps-owners-over-what-is-there",
                                run("mkdir -p /out/sub"),
                                copyFrom("build", "/out", "/out"))
                        .stage("build", run("mkdir -p /out/sub", "echo x > /out/sub/x", "chown -R 7:8 /out")),
                image("stage-keeps-owners-as-user", user("me"), copyFrom("build", "/out", "/new"))
                        .stage("build", run("mkdir -p /out/sub", "echo x > /out/x", "chown -R you:games /out")),
                image("stage-chown", from("build", "/out", "/new", "me:staff", ""))
                        .stage(
                                "build",
                                run("mkdir -p /out/sub", "echo x > /out/x", "ln -s x /out/l", "chown -R 7:8 /out")),
                image("stage-chmod", from("build", "/out", "/new", "", "0751"))
                        .stage("build", run("mkdir -p /out/sub", "echo x > /out/x", "ln -s x /out/l")),
                image("stage-many-owners", copyFrom("build", "/out", "/new"))
                        .stage(
                                "build",
                                run(
                                        "mkdir /out",
                                        "for id in 1 999 65535; do echo $id > /out/$id; chown $id:$id /out/$id; done")),
                image("stage-modes", copyFrom("build", "/out", "/new"), copyFrom("build", "/out/setuid", "/s"))
                        .stage(
                                "build",
                                run(
                                        "mkdir -m 1777 /out",
                                        "mkdir -m 2755 /out/setgid-folder",
                                        "for f in setuid setgid sticky none; do echo $f > /out/$f; done",
                                        "chmod 4711 /out/setuid",
                                        "chmod 2755 /out/setgid",
                                        "chmod 1644 /out/sticky",
                                        "chmod 0 /out/none")),
                image("stage-times", copyFrom("build", "/out", "/new"), copyFrom("build", "/out/old", "/old"))
                        .stage(
                                "build",
                                run(
                                        "mkdir -p /out/sub",
                                        "touch -d '2001-02-03 04:05:06' /out/old /out/sub",
                                        "ln -s old /out/link",
                                        "touch -h -d '2002-02-03 04:05:06' /out/link",
                                        "touch -d '1999-01-01 00:00:00' /out")),
                image("stage-links", copyFrom("build", "/out", "/new"))
                        .stage(
                                "build",
                                run(
                                        "mkdir /out",
                                        "echo x > /out/file",
                                        "ln -s file /out/relative",
                                        "ln -s /etc/passwd /out/absolute",
                                        "ln -s ../../../gone /out/dangling",
                                        "ln -s . /out/self",
                                        "ln -s 'a//b ' /out/odd",
                                        "chown -h 5:6 /out/relative")),
                image("stage-link-to-file", copyFrom("build", "/link", "/file"), copyFrom("build", "/link", "/etc/"))
                        .stage("build", run("echo x > /real", "ln -s real /link")),
                image("stage-link-to-folder", copyFrom("build", "/link", "/a"), copyFrom("build", "/link/sub", "/b"))
                        .stage("build", run("mkdir -p /real/sub", "echo x > /real/sub/f", "ln -s /real /link")),
                image("stage-link-out-of-the-image", copyFrom("build", "/link", "/a"))
                        .stage("build", run("ln -s ../../../../etc/passwd /link")),
                image("stage-link-that-dangles", copyFrom("build", "/link", "/a"))
                        .stage("build", run("ln -s /gone /link"))
                        .failing(),
                image("stage-hard-links", copyFrom("build", "/out", "/new"))
                        .stage(
                                "build",
                                run(
                                        "mkdir -p /out/sub",
                                        "echo x > /out/one",
                                        "ln /out/one /out/two",
                                        "ln /out/one /out/sub/three",
                                        "echo y > /out/alone",
                                        "ln /out/alone /elsewhere")),
                image(
                                "stage-hard-links-over-what-is-there",
                                run("mkdir /new", "echo x > /new/one", "ln /new/one /new/two"))
                        .then(copyFrom("build", "/out", "/new"))
                        // Of other sizes: where two stages write at the same moment BuildKit looks at nothing else.
                        .stage("build", run("mkdir /out", "echo first > /out/one", "echo second > /out/two")),
                image("stage-fifo", copyFrom("build", "/out", "/new"))
                        .stage("build", run("mkdir /out", "mkfifo -m 620 /out/fifo", "chown 5:6 /out/fifo")),
                image("stage-sparse", copyFrom("build", "/out", "/new"))
                        .stage("build", run("mkdir /out", "truncate -s 20M /out/sparse", "echo end >> /out/sparse")),
                image("stage-names", copyFrom("build", "/out", "/new"), copyFrom("build", "/out/\u00e9", "/e"))
                        .stage("build", Names.make("/out"), run("mv /out/utf-8-* /out/\u00e9")),
                image(
                                "stage-glob",
                                copyFrom("build", "/out/*.txt", "/texts/"),
                                copyFrom("build", "/out/?.[a-c]", "/new/"))
                        .stage(
                                "build",
                                run("mkdir /out", "cd /out", "touch one.txt two.txt three.doc x.a y.b z.d xx.a")),
                image(
                                "stage-glob-of-folders",
                                copyFrom("build", "/out/d*", "/new/"),
                                copyFrom("build", "/*/d1/x", "/y/"))
                        .stage(
                                "build",
                                run(
                                        "mkdir -p /out/d1/sub /out/d2 /out/e",
                                        "touch /out/d1/x /out/d2/y /out/d1/sub/z /out/e/w")),
                image("stage-glob-of-nothing", copyFrom("build", "/out/*.txt", "/new/"))
                        .stage("build", run("mkdir /out")),
                image(
                                "stage-glob-escaped",
                                copyFrom("build", "/out/a[*]", "/new/"),
                                copyFrom("build", "/out/b[[]1]", "/b/"))
                        .stage("build", run("mkdir /out", "cd /out", "touch 'a*' ab 'b[1]' b1")),
                image("stage-glob-through-link", copyFrom("build", "/link/*", "/new/"))
                        .stage("build", run("mkdir /out", "touch /out/a", "ln -s a /out/b", "ln -s out /link")),
                image("stage-missing", copyFrom("build", "/nowhere", "/new/"))
                        .stage("build", run("true"))
                        .failing(),
                image("stage-dot", copyFrom("build", "/out/.", "/new"), copyFrom("build", "out/../out/x", "/y"))
                        .stage("build", run("mkdir -p /out/sub", "touch /out/x")),
                image("stage-everything", copyFrom("build", "/", "/copy"))
                        .stage("build", Case.SCRATCH, copy("tree", "/"))
                        .file("tree/a/b", "1\n")
                        .file("tree/c", "2\n"),
                image("stage-relative-to-its-root", workdir("/work"), copyFrom("build", "out/x", "y"))
                        .stage(
                                "build",
                                workdir("/deep"),
                                run("mkdir -p out /out", "touch out/wrong", "echo x > /out/x")),
                image(
                                "stage-variables",
                                env("WHAT", "out"),
                                env("WHERE", "/new"),
                                copyFrom("build", "/$WHAT/x", "$WHERE/$WHAT"))
                        .stage("build", run("mkdir /out", "echo x > /out/x")),
                image("stage-of-a-stage", copyFrom("second", "/file", "/file"))
                        .stage("first", run("echo 1 > /file"))
                        .stage("second", new Base.OfStage("first"), run("echo 2 >> /file"))
                        .stage("unused", run("echo unused > /unused")),
                image(
                                "stage-of-another-image",
                                copyFrom(Case.lowerOf("stage-of-another-image"), "/out", "/out", "", ""))
                        .onLower(run("mkdir /out", "echo x > /out/x", "chown -R 3:4 /out"))
                        .on(Case.SCRATCH),
                image("stage-replaces-links", run("mkdir /new", "ln -s /etc/passwd /new/a", "ln -s /gone /new/b"))
                        .then(copyFrom("build", "/out", "/new"))
                        .stage("build", run("mkdir /out", "echo a > /out/a", "ln -s b /out/b")),
                image("stage-copied-back", run("rm -r /out"), copyFrom("copy", "/saved", "/out"))
                        .onLower(run("mkdir /out", "echo x > /out/x", "chmod 750 /out"))
                        .stage("copy", Case.lowerOf("stage-copied-back"), run("mv /out /saved")),
                image("stage-device", copyFrom("build", "/out", "/new"))
                        .stage("build", run("mkdir /out", "mknod -m 640 /out/null c 1 3", "mknod /out/loop b 7 0"))
                        .differs("/new/loop", "BuildKit makes a character device of a block device; none is lost here")
                        .onlyAsRoot(FileCases.NO_DEVICES));
    }

    private static Step from(String stage, String from, String to, String owner, String mode) {
        return copyFrom(new Base.OfStage(stage), from, to, owner, mode);
    }
}
