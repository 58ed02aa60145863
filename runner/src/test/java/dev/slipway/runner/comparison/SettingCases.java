package dev.slipway.runner.comparison;

import static dev.slipway.runner.comparison.Case.image;
import static dev.slipway.runner.comparison.Steps.PRINT_ENVIRONMENT;
import static dev.slipway.runner.comparison.Steps.command;
import static dev.slipway.runner.comparison.Steps.copy;
import static dev.slipway.runner.comparison.Steps.entrypoint;
import static dev.slipway.runner.comparison.Steps.env;
import static dev.slipway.runner.comparison.Steps.expose;
import static dev.slipway.runner.comparison.Steps.label;
import static dev.slipway.runner.comparison.Steps.run;
import static dev.slipway.runner.comparison.Steps.shell;
import static dev.slipway.runner.comparison.Steps.user;
import static dev.slipway.runner.comparison.Steps.volume;
import static dev.slipway.runner.comparison.Steps.workdir;

import java.util.List;

/** What an image says besides its files. */
final class SettingCases {
    private static final String CLEAN =
            "a relative working folder is joined and cleaned by both, an absolute one by the embedded engine only";

    private SettingCases() {}

    static List<Case> all() {
        return List.of(
                image("scratch", copy("file", "/file")).on(Case.SCRATCH).file("file", "1\n"),
                image("scratch-with-settings", env("A", "1"), label("b", "2"), command("x"))
                        .on(Case.SCRATCH),

                // Variables.
                image("env-order", env("B", "1"), env("A", "2"), env("B", "3"), env("C", "$B"), run(PRINT_ENVIRONMENT)),
                image("env-path", env("PATH", "/opt/bin:$PATH"), run("echo $PATH > /path"))
                        .onLower(env("PATH", "/lower:$PATH"), env("LOWER", "x")),
                image(
                        "env-characters",
                        env("EMPTY", ""),
                        env("BLANKS", "  a  b "),
                        env("EQUALS", "a=b=c"),
                        env("QUOTES", "it's \"quoted\""),
                        env("BACKSLASH", "a\\b\\\\c\\n\\"),
                        env("HASH", "# no comment"),
                        env("DOLLARS", "\\$A $1 $ $$ a$"),
                        env("BRACES", "{} } {a,b}"),
                        env("NOT_ASCII", "naïve 文"),
                        env("TICKS", "`date` $(date)"),
                        env("LESS", "<<EOF <"),
                        run(PRINT_ENVIRONMENT)),
                image(
                        "env-modifiers",
                        env("SET", "value"),
                        env("EMPTY", ""),
                        env("A", "${SET}|${SET:-other}|${UNSET:-other}|${EMPTY:-other}|${UNSET:-}"),
                        env("B", "${SET-other}|${UNSET-other}|${EMPTY-other}"),
                        env("C", "${SET:+other}|${UNSET:+other}|${EMPTY:+other}|${SET:+}"),
                        env("D", "${SET+other}|${UNSET+other}|${EMPTY+other}"),
                        env("E", "${SET:?message}|${SET?message}|${EMPTY?message}"),
                        env("F", "$UNSET|${UNSET}|$SET$SET|${SET}more|$SET-more")),
                image(
                        "env-nested",
                        env("A", "a"),
                        env("B", "${UNSET:-$A}|${UNSET:-${A}b}|${UNSET:-${OTHER:-deep}}|${A:+<$A>}"),
                        env("C", "${UNSET:-a b}|${UNSET:-a:b}|${UNSET:-a-b}|${UNSET:-a=b}")),
                image(
                        "env-patterns",
                        env("FILE", "path/to/archive.tar.gz"),
                        env("A", "${FILE#*/}|${FILE##*/}|${FILE%.*}|${FILE%%.*}"),
                        env("B", "${FILE#pa?h}|${FILE#nothing}|${FILE%nothing}|${FILE##*}|${FILE%%*}"),
                        env("C", "${FILE/a/A}|${FILE//a/A}|${FILE/t?/T}|${FILE/x/y}|${FILE//a/}"),
                        env("D", "${FILE#path\\/to}|${FILE//\\//-}|${UNSET#x}|${UNSET/x/y}"),
                        env("E", "${FILE/./[]}|${FILE#*.}|${FILE/r*/}")),
                image(
                        "env-quotes-in-modifiers",
                        env("A", "${UNSET:-'a b'}|${UNSET:-\"c d\"}|${UNSET:-it's}|'${UNSET:-it's}'"),
                        env("B", "${UNSET:-\\$C}|${UNSET:-\\}}|${UNSET:-\\\\}|${UNSET:-a\\b}")),
                image("env-substitution-without-end", env("A", "${B")).failing(),
                image("env-substitution-unknown", env("B", "b"), env("A", "${B^^}"))
                        .failing(),
                image("env-substitution-empty", env("A", "${}")).failing(),
                image("env-message", env("A", "${B:?is needed}")).failing(),
                image("env-of-a-lower-image", env("A", "${A}2"), env("C", "$B"), env("B", "changed"))
                        .onLower(env("A", "1"), env("B", "2"), env("Z", "3")),

                // Labels.
                image(
                                "labels",
                                label("org.example.one", "1"),
                                label("two", "it's \"2\" \\ $ {}"),
                                label("kept", "changed"),
                                env("V", "value"),
                                label("variable", "${V}-$V-\\$V"),
                                label("empty", ""))
                        .onLower(label("kept", "lower"), label("lower", "too")),

                // Users.
                image("user-of-an-image", user("me")),
                image("user-and-group", user("me:staff"), run("id > /tmp/id")),
                image("user-by-variable", env("WHO", "you"), user("$WHO"), run("id > /tmp/id")),
                image("user-of-a-lower-image", run("touch /as-root"), entrypoint("sh"))
                        .onLower(user("me")),

                // Working folders.
                image("workdir-chain", workdir("/a"), workdir("b"), workdir("c/d"), run("pwd > p")),
                image("workdir-up", workdir("/a/b"), workdir("../c"), workdir("./d/."), run("pwd > p")),
                image("workdir-relative-first", workdir("rel"), run("pwd > p")),
                image("workdir-with-slash", workdir("/a/b/"), run("pwd > p"), copy("file", "."))
                        .file("file", "1\n")
                        .differs("config.WorkingDir", CLEAN),
                image("workdir-with-dots", workdir("/a//b/../c/./d"), run("pwd > p"))
                        .differs("/a/b", CLEAN)
                        .differs("config.WorkingDir", CLEAN),
                image("workdir-root", workdir("/"), run("pwd > p")),
                image("workdir-by-variable", env("D", "/x/y"), workdir("$D/z"), workdir("${D}"), run("pwd > p")),
                image("workdir-that-is-there", run("mkdir -m 700 /w", "chown me /w"), workdir("/w"), run("pwd > p")),
                image(
                        "workdir-through-link",
                        run("mkdir /real", "ln -s /real /link"),
                        workdir("/link/sub"),
                        run("pwd > p")),
                image("workdir-through-dangling-link", run("ln -s /gone /link"), workdir("/link/sub"), run("pwd > p")),
                image("workdir-with-blank", workdir("/with blank/and it's"), run("pwd > p")),
                image("workdir-is-a-file", run("touch /w"), workdir("/w")).failing(),
                image("workdir-of-a-user", user("me"), workdir("/deep/er"), run("touch here"), workdir("below")),
                image("workdir-of-a-user-and-group", user("me:staff"), workdir("/deep/er")),
                image("workdir-of-a-number", user("77"), workdir("/deep/er")),
                image("workdir-of-a-lower-image", workdir("sub"), run("pwd > p"))
                        .onLower(workdir("/lower")),

                // Starting.
                image("entrypoint-and-command", entrypoint("/bin/sh", "-c"), command("echo", "$HOME", "it's", "\"")),
                image("command-then-entrypoint", command("a"), entrypoint("b")),
                image("entrypoint-drops-command", entrypoint("b")).onLower(command("a")),
                image("entrypoint-keeps-own-command", command("c"), entrypoint("b"))
                        .onLower(command("a")),
                image("command-keeps-entrypoint", command("c")).onLower(entrypoint("b"), command("a")),
                image("entrypoint-replaced", entrypoint("c", "")).onLower(entrypoint("b"), command("a")),
                image("command-of-nothing", command()).onLower(command("a")),
                image("entrypoint-of-nothing", entrypoint()).onLower(entrypoint("b"), command("a")),

                // Ports and volumes.
                image("ports", expose("80"), expose("80/tcp"), expose("53/udp"), expose("99/sctp"), expose("70-72"))
                        .onLower(expose("22")),
                image("port-in-capitals", expose("80/TCP")),
                image("port-by-variable", env("PORT", "8080"), expose("$PORT"), expose("${PORT}/udp")),
                image("volumes", volume("/b"), volume("/a"), volume("/with blank"), volume("relative"), volume("/b/"))
                        .onLower(volume("/z"), volume("/a")),
                image("volume-by-variable", env("V", "/data"), volume("$V/x")),

                // Shells.
                image(
                        "shell",
                        shell("/bin/sh", "-x", "-c"),
                        run("echo $- > /flags"),
                        shell("/bin/busybox", "sh", "-ec"),
                        run("echo $- > /other")),
                image("shell-of-a-lower-image", run("echo $- > /flags")).onLower(shell("/bin/sh", "-xc")),
                image("shell-that-is-no-shell", shell("/bin/busybox", "awk"), run("BEGIN { print 1 > \"/one\" }")),
                image("shell-that-is-not-there", shell("/bin/bash", "-c"), run("true"))
                        .failing());
    }
}
