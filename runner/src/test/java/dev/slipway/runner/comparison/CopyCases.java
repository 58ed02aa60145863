package dev.slipway.runner.comparison;

import static dev.slipway.runner.comparison.Case.image;
import static dev.slipway.runner.comparison.Steps.copy;
import static dev.slipway.runner.comparison.Steps.env;
import static dev.slipway.runner.comparison.Steps.run;
import static dev.slipway.runner.comparison.Steps.user;
import static dev.slipway.runner.comparison.Steps.workdir;

import java.util.List;

/** Files and folders of the context. */
final class CopyCases {
    private static final String LONG_NAME = "n".repeat(255);

    private static final String SAME_AGAIN =
            "BuildKit leaves a file out of a layer that has replaced an equal one; here it stands in both";

    private CopyCases() {}

    static List<Case> all() {
        return List.of(
                // Where it goes.
                image("copy-file", copy("file", "/target")).file("file", "text\n"),
                image("copy-program", copy("tool", "/bin/tool")).program("tool", "#!/bin/sh\n"),
                image("copy-empty-file", copy("empty", "/empty")).file("empty", ""),
                image("copy-file-into-folder-that-is-there", copy("file", "/home"))
                        .file("file", "text\n"),
                image("copy-file-into-new-folder", copy("file", "/one/two/")).file("file", "text\n"),
                image("copy-file-to-new-path", copy("file", "/one/two/three")).file("file", "text\n"),
                image("copy-file-to-root", copy("file", "/")).file("file", "text\n"),
                image("copy-file-over-file", run("echo old > /file", "chmod 600 /file"), copy("file", "/file"))
                        .file("file", "new\n"),
                image("copy-same-file-again", copy("file", "/a"), copy("file", "/a"), copy("file", "/b"))
                        .file("file", "text\n")
                        .differs("history", SAME_AGAIN),
                image("copy-folder", copy("tree", "/target"))
                        .file("tree/one", "1\n")
                        .program("tree/sub/two", "2\n"),
                image("copy-folder-with-slashes", copy("tree/", "/target/"))
                        .file("tree/one", "1\n")
                        .file("tree/sub/two", "2\n"),
                image("copy-folder-to-root", copy("tree", "/"))
                        .file("tree/etc/one", "1\n")
                        .file("tree/two", "2\n"),
                image("copy-folder-to-new-path", copy("tree", "/a/b/c")).file("tree/one", "1\n"),
                image("copy-nested-folder", copy("tree/sub", "/target")).file("tree/sub/deep/one", "1\n"),
                image("copy-everything", copy(".", "/all/")).file("one", "1\n").file("sub/two", "2\n"),
                image("copy-to-workdir", workdir("/work"), copy("file", "."), copy("file", "./sub/"), copy("file", "x"))
                        .file("file", "text\n"),
                image("copy-to-workdir-above", workdir("/a/b"), copy("file", "../up"), copy("file", "/c/../d//e"))
                        .file("file", "text\n"),
                image(
                                "copy-to-variable",
                                env("WHERE", "/opt/there"),
                                copy("file", "$WHERE/a"),
                                copy("file", "${WHERE}b"))
                        .file("file", "text\n"),
                image("copy-file-onto-dot", copy("file", "/new/.")).file("file", "text\n"),

                // What is there already.
                image(
                                "copy-folder-over-folder",
                                run(
                                        "mkdir -p -m 700 /target/sub /target/other",
                                        "chown -R me:me /target",
                                        "echo old > /target/one",
                                        "echo kept > /target/sub/kept"),
                                copy("tree", "/target"))
                        .file("tree/one", "1\n")
                        .file("tree/sub/two", "2\n"),
                image(
                                "copy-file-over-link-to-file",
                                run("echo old > /real", "ln -s /real /link"),
                                copy("file", "/link"))
                        .file("file", "new\n"),
                image("copy-file-over-link-to-folder", run("mkdir /real", "ln -s real /link"), copy("file", "/link"))
                        .file("file", "new\n"),
                image("copy-file-into-link-to-folder", run("mkdir /real", "ln -s /real /link"), copy("file", "/link/"))
                        .file("file", "new\n"),
                image("copy-file-over-dangling-link", run("ln -s /gone/away /link"), copy("file", "/link"))
                        .file("file", "new\n"),
                image("copy-file-below-dangling-link", run("ln -s /gone /link"), copy("file", "/link/sub/file"))
                        .file("file", "new\n"),
                image("copy-file-over-link-out-of-the-image", run("ln -s ../../../x /link"), copy("file", "/link"))
                        .file("file", "new\n"),
                image("copy-folder-to-link-to-folder", run("mkdir /real", "ln -s /real /link"), copy("tree", "/link"))
                        .file("tree/one", "1\n"),
                image("copy-folder-with-a-folder-over-a-link", run("mkdir /real", "mkdir /t", "ln -s /real /t/sub"))
                        .file("tree/sub/one", "1\n")
                        .then(copy("tree", "/t"))
                        .failing(),
                image("copy-folder-over-a-file", run("echo x > /t"), copy("tree", "/t"))
                        .file("tree/one", "1\n")
                        .failing(),
                image("copy-folder-with-a-folder-over-a-file", run("mkdir /t", "echo x > /t/sub"), copy("tree", "/t"))
                        .file("tree/sub/one", "1\n")
                        .failing(),
                image("copy-folder-with-a-file-over-a-folder", run("mkdir -p /t/one"), copy("tree", "/t"))
                        .file("tree/one", "1\n")
                        .failing(),
                image("copy-folder-with-a-file-over-a-link", run("mkdir /t /r", "ln -s /r /t/one"), copy("tree", "/t"))
                        .file("tree/one", "1\n"),
                image("copy-below-a-file", run("echo x > /t"), copy("file", "/t/file"))
                        .file("file", "1\n")
                        .failing(),
                image("copy-file-over-fifo", run("mkfifo /fifo"), copy("file", "/fifo"))
                        .file("file", "1\n"),

                // Owners and modes.
                image("chown-by-name", copy("file", "/a", "you", ""), copy("tree", "/t", "me", ""))
                        .file("file", "1\n")
                        .file("tree/sub/one", "1\n"),
                image("chown-by-names", copy("file", "/a", "me:staff", ""), copy("file", "/b", "root:games", ""))
                        .file("file", "1\n"),
                image(
                                "chown-by-number",
                                copy("file", "/a", "1001", ""),
                                copy("file", "/b", "12", ""),
                                copy("file", "/c", "12:34", ""),
                                copy("file", "/d", "me:34", ""),
                                copy("file", "/e", "34:staff", ""))
                        .file("file", "1\n"),
                image("chown-to-whom-nobody-knows", copy("file", "/a", "nobody:nowhere", ""))
                        .file("file", "1\n")
                        .differs(
                                "build",
                                "BuildKit takes root for whom it does not find; a typing error stays an error"),
                image("chown-on-scratch", copy("file", "/a/b", "5:6", ""))
                        .on(Case.SCRATCH)
                        .file("file", "1\n"),
                image("chown-of-made-folders", copy("file", "/a/b/c", "me", ""), copy("tree", "/d/e", "me", ""))
                        .file("file", "1\n")
                        .file("tree/one", "1\n"),
                image(
                                "chown-over-what-is-there",
                                copy("tree", "/t"),
                                copy("tree", "/t", "99:98", ""),
                                copy("tree", "/t"))
                        .file("tree/sub/one", "1\n"),
                image("chown-follows-links-to-accounts", run("mv /etc/passwd /p", "ln -s ../p /etc/passwd"))
                        .then(copy("file", "/a", "you", ""))
                        .file("file", "1\n"),
                image("copy-as-user", user("me"), copy("file", "/home/me/a"), copy("file", "/new/b"))
                        .file("file", "1\n"),
                image("chmod-of-files", copy("file", "/a", "", "0640"), copy("file", "/b", "", "4755"))
                        .file("file", "1\n"),
                image("chmod-of-folders", copy("tree", "/t", "", "0750"), copy("tree", "/u", "me", "2771"))
                        .file("tree/sub/one", "1\n"),
                image("chmod-of-made-folders", copy("file", "/a/b/c", "", "0700"), copy("file", "/d/e/", "", "644"))
                        .file("file", "1\n"),
                image("chmod-of-what-is-there", copy("tree", "/t"), copy("tree", "/t", "", "0700"))
                        .file("tree/sub/one", "1\n"),

                // Names.
                image("copy-name-with-blanks", copy("a file", "/the target"), copy("a tree", "/b b/"))
                        .file("a file", "1\n")
                        .file("a tree/in it", "2\n"),
                image("copy-long-name", copy(LONG_NAME, "/"), copy("tree", "/t"))
                        .file(LONG_NAME, "1\n")
                        .file("tree/" + LONG_NAME, "2\n"),
                image("copy-name-with-wildcards", copy("a[b]", "/x/"), copy("tree/n?pe", "/y"), copy("a*", "/z"))
                        .file("a[b]", "1\n")
                        .file("ab", "2\n")
                        .file("a*", "3\n")
                        .file("tree/n?pe/file", "4\n")
                        .file("tree/nope/file", "5\n"),
                image("copy-name-that-is-not-ascii", copy("naïve-文", "/ő"), copy("bäume", "/trees"))
                        .file("naïve-文", "1\n")
                        .file("bäume/tännchen", "2\n"),
                image("copy-name-with-quotes", copy("it's", "/it's"), copy("a\"b", "/a\"b"), copy("c\\d", "/c\\d"))
                        .file("it's", "1\n")
                        .file("a\"b", "2\n")
                        .file("c\\d", "3\n"),
                image("copy-hidden", copy("tree", "/t"))
                        .file("tree/.hidden", "1\n")
                        .file("tree/.sub/.file", "2\n"));
    }
}
