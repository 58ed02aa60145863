package dev.slipway.runner.comparison;

import static dev.slipway.runner.comparison.Case.image;
import static dev.slipway.runner.comparison.Steps.PRINT_ENVIRONMENT;
import static dev.slipway.runner.comparison.Steps.aptRepository;
import static dev.slipway.runner.comparison.Steps.copy;
import static dev.slipway.runner.comparison.Steps.env;
import static dev.slipway.runner.comparison.Steps.run;
import static dev.slipway.runner.comparison.Steps.runAs;
import static dev.slipway.runner.comparison.Steps.runWith;
import static dev.slipway.runner.comparison.Steps.runWithCache;
import static dev.slipway.runner.comparison.Steps.runWithFiles;
import static dev.slipway.runner.comparison.Steps.runWithSecret;
import static dev.slipway.runner.comparison.Steps.runWithoutNetwork;
import static dev.slipway.runner.comparison.Steps.script;
import static dev.slipway.runner.comparison.Steps.shell;
import static dev.slipway.runner.comparison.Steps.user;
import static dev.slipway.runner.comparison.Steps.workdir;

import dev.slipway.model.CacheMount;
import dev.slipway.model.SecretMount;
import java.util.List;
import java.util.Map;

/** What commands see, and what of that stays. */
final class CommandCases {
    static final String SECRET = "token";

    private static final CacheMount SHARED = new CacheMount("/var/cache/shared", CacheMount.Sharing.SHARED);
    private static final CacheMount OTHER = new CacheMount("/var/cache/other", CacheMount.Sharing.SHARED);
    private static final CacheMount LOCKED = new CacheMount("/var/cache/locked", CacheMount.Sharing.LOCKED);
    private static final CacheMount PRIVATE = new CacheMount("/var/cache/private", CacheMount.Sharing.PRIVATE);

    private static final String HOST_NAME = "either engine has a name of its own for the host";

    private static final String THROUGH_A_SHELL =
            "SHLVL: BuildKit starts a script with variables of its own through a shell";

    private CommandCases() {}

    static List<Case> all() {
        return List.of(
                // Lines, scripts and interpreters.
                image(
                        "command-characters",
                        run(
                                "echo 'it'\"'\"'s' \"a \\\"b\\\" \\\\ \\$HOME $HOME $(echo sub) `echo tick`\" > /a",
                                "cat > /b <<'EOF'",
                                "$HOME `x` \\n <<EOF",
                                "EOF",
                                "# a comment",
                                "echo a \\",
                                "    b > /c",
                                "printf '%s\\n' '{}' '{{a}}' '${x}' '#' '\t' > /d")),
                image("command-stops-at-first-failure", run("false", "touch /never"))
                        .failing(),
                image("command-stops-at-unset-variable", run("echo $unset", "touch /never"))
                        .failing(),
                image("command-by-signal", run("sh -c 'kill -9 $$'")).failing(),
                image("command-without-shell", run("true")).on(Case.SCRATCH).failing(),
                image("script", script("tools/make.sh", Map.of("A", "1", "B", "two words")), run("ls -a / > /after"))
                        .program("tools/make.sh", "#!/bin/sh\nset -eu\necho \"$0 $A $B\" > /made\npwd > /pwd\n"),
                image("script-of-another-interpreter", script("make.awk", Map.of("A", "x")))
                        .program("make.awk", "#!/bin/awk -f\nBEGIN { print ENVIRON[\"A\"] > \"/made\" }\n"),
                image(
                        "lines-of-another-interpreter",
                        run("#!/bin/awk -f", "BEGIN { print ARGC, ENVIRON[\"PATH\"], \"$x\" > \"/made\" }")),
                image(
                                "script-variables",
                                env("IMAGE", "image"),
                                script(
                                        "make.sh",
                                        Map.of(
                                                "A", "$IMAGE",
                                                "B", "${IMAGE}-${UNSET:-none}",
                                                "C", "it's \"$IMAGE\" \\ \\$IMAGE `x` $",
                                                "IMAGE", "own-$IMAGE")))
                        .program("make.sh", "#!/bin/sh\n" + PRINT_ENVIRONMENT + "\n")
                        .differs("/env", THROUGH_A_SHELL),
                image("script-variable-of-lines", script("make.sh", Map.of("A", "line\nbreak\n\"$HOME\"")))
                        .program("make.sh", "#!/bin/sh\necho \"$A\" > /made\n"),
                image(
                        "command-variables",
                        env("IMAGE", "image"),
                        runWith(
                                Map.of("A", "$IMAGE", "B", "$A", "PATH", "/opt:$PATH"),
                                PRINT_ENVIRONMENT,
                                "echo $A $B > /ab")),
                image("command-variables-are-its-own", runWith(Map.of("A", "1"), "true"), run(PRINT_ENVIRONMENT)),
                image(
                                "files-for-a-command",
                                runWithFiles(
                                        List.of("tools", "single"),
                                        "cat /run/slipway/tools/sub/a /run/slipway/single > /made",
                                        "ls -lR /run/slipway | sed 's/[A-Z][a-z][a-z] .*[0-9][0-9]:[0-9][0-9]//' > /list",
                                        "! touch /run/slipway/tools/x 2> /dev/null",
                                        "! echo x 2> /dev/null > /run/slipway/single"),
                                run("ls -a / /run > /after || true"))
                        .program("tools/run", "#!/bin/sh\n")
                        .file("tools/sub/a", "a\n")
                        .file("single", "single\n"),

                // Who.
                image("identity", run("id > /id"), runAs("me", "id > /tmp/me"), runAs("you", "id > /tmp/you")),
                image(
                        "identity-by-number",
                        runAs("1001", "id > /tmp/a"),
                        runAs("77", "id > /tmp/b"),
                        runAs("77:78", "id > /tmp/c"),
                        runAs("me:78", "id > /tmp/d"),
                        runAs("1000:1000", "id > /tmp/e"),
                        runAs("you:staff", "id > /tmp/f")),
                image("identity-nobody-knows", runAs("nobody", "true")).failing(),
                image("identity-of-an-unknown-group", runAs("me:nowhere", "true"))
                        .failing(),
                image(
                        "home",
                        run("echo $HOME > /tmp/a"),
                        runAs("me", "echo $HOME > /tmp/b"),
                        runAs("1001", "echo $HOME > /tmp/c"),
                        runAs("77", "echo $HOME > /tmp/d"),
                        runAs("1001:1001", "echo $HOME > /tmp/e"),
                        user("you"),
                        run("echo $HOME > /tmp/f")),
                image("home-of-the-image", env("HOME", "/elsewhere"), runAs("me", "echo $HOME > /tmp/a")),
                image("user-may-not", runAs("me", "touch /mine")).failing(),
                image(
                        "accounts-made-on-the-way",
                        run("echo new:x:2000:50::/new:/bin/sh >> /etc/passwd"),
                        user("new"),
                        run("id > /tmp/id")),
                image(
                                "account-without-files",
                                copy("busybox", "/bin/sh"),
                                workdir("/tmp"),
                                user("5:6"),
                                run("echo $HOME > x"))
                        .on(Case.SCRATCH)
                        .failing(),

                // Surroundings.
                image("environment", run(PRINT_ENVIRONMENT)),
                image("folder", run("pwd > /a"), workdir("/w"), run("pwd > b")),
                image("input", run("cat > /b"), run("test -t 1 || echo none > /c")),
                image(
                                "devices-that-are-there",
                                run(
                                        "ls -l /dev | grep -v otel | awk '{ print $1, $3, $4, $NF }' | sort > /list",
                                        "ls -l /dev/null /dev/zero /dev/tty | awk '{ print $1, $5, $6 }' > /numbers",
                                        "echo x > /dev/null",
                                        "head -c 3 /dev/zero | tr '\\0' z > /zero",
                                        "touch /dev/shm/x"))
                        .onlyAsRoot(
                                "the machine's devices belong to its root, whom an ordinary user's namespace has not"),
                image(
                        "mounts",
                        run(
                                "awk '{ print $2 }' /proc/mounts | grep -v -e otel -e cgroup -e '^/dev/[a-z]*[lmoy]$' | sort > /mounts")),
                image(
                        "capabilities",
                        run("grep Cap /proc/self/status > /caps"),
                        runAs("me", "grep Cap /proc/self/status > /tmp/me")),
                image(
                        "restrictions",
                        run(
                                "grep -e NoNew -e Seccomp: /proc/self/status > /a",
                                "ulimit -a > /b",
                                "cat /proc/self/oom_score_adj > /c")),
                image(
                        "masked",
                        run(
                                "for f in kcore keys timer_list sched_debug; do wc -c < /proc/$f; done > /a 2>&1 || true",
                                "for f in sys/kernel/panic sysrq-trigger; do echo 0 2> /dev/null > /proc/$f || echo $f; done > /b",
                                "touch /sys/x 2> /c || true")),
                image("processes", run("echo $$ > /own", "echo /proc/[0-9]* > /all", "sleep 30 & true")),
                image(
                        "hosts-and-resolver",
                        run("grep -c localhost /etc/hosts > /a", "test -s /etc/resolv.conf", "rm -f /x")),
                image("hosts-of-the-image", run("cp /etc/hosts /seen || true"))
                        .onLower(copy("hosts", "/etc/hosts"), copy("hosts", "/etc/resolv.conf"))
                        .file("hosts", "# kept\n")
                        .differs("/seen", HOST_NAME),
                image("host-name", run("hostname > /name")).differs("/name", HOST_NAME),
                image(
                        "network-none",
                        runWithoutNetwork(
                                "ls /sys/class/net > /net", "awk 'NR > 2 { print $1 }' /proc/net/dev > /dev-list")),

                // Mounts that leave nothing.
                image(
                        "cache-shared",
                        runWithCache(
                                SHARED, "echo x > /var/cache/shared/x", "stat -c '%a %u:%g' /var/cache/shared > /mode"),
                        runWithCache(SHARED, "cat /var/cache/shared/x > /found"),
                        run("ls / > /left")),
                image(
                        "cache-locked",
                        runWithCache(LOCKED, "echo x > /var/cache/locked/x"),
                        runWithCache(LOCKED, "cat /var/cache/locked/x > /found")),
                image(
                        "cache-private",
                        runWithCache(PRIVATE, "echo x > /var/cache/private/x"),
                        runWithCache(PRIVATE, "cat /var/cache/private/x > /found")),
                image(
                                "cache-over-what-is-there",
                                runWithCache(OTHER, "ls /var/cache/other > /seen"),
                                run("ls /var/cache/other > /after"))
                        .onLower(run("mkdir -p /var/cache/other", "touch /var/cache/other/hidden")),
                image(
                        "secret",
                        runWithSecret(
                                new SecretMount(SECRET, "/run/secrets/token"),
                                "wc -c < /run/secrets/token > /size",
                                "stat -c '%a %u:%g' /run/secrets/token > /mode",
                                "stat -c '%a %u:%g' /run/secrets > /folder-mode"),
                        run("ls -a / > /after")),
                image(
                        "secret-elsewhere",
                        runWithSecret(
                                new SecretMount(SECRET, "/root/.config/deep/token"),
                                "test -s /root/.config/deep/token")),
                image(
                                "secret-over-a-file",
                                runWithSecret(
                                        new SecretMount(SECRET, "/etc/token"), "test $(wc -c < /etc/token) -gt 4"))
                        .onLower(run("echo x > /etc/token")),
                image("secret-that-is-not-given", runWithSecret(new SecretMount("other", "/x"), "true"))
                        .failing(),

                // Values of releases.
                image(
                                "release-values",
                                env("A", "{release}"),
                                env("B", "{release.major}-{release.lib.last}"),
                                run(
                                        "echo {release} {release.major} > /a",
                                        "for lib in {release.lib}; do echo $lib; done > /b"),
                                runWith(Map.of("V", "{release}"), "echo $V > /c"),
                                copy("file", "/opt/{release}/"),
                                workdir("/srv/{release.major}"),
                                Steps.label("version", "{release}"))
                        .release("16.13", "lib", "v1", "v2")
                        .file("file", "1\n"),
                image("release-hidden-by-env", env("RELEASE", "own"), run("echo $RELEASE {release} > /a"))
                        .release("16.13", "lib", "v1"),

                // Written files.
                image("written-file", aptRepository("pgdg", "http://apt.example/$x \"'\\", "key.asc"))
                        .file("key.asc", "key\n"),
                image("written-file-with-values", aptRepository("pgdg", "http://apt.example/{release}/$x", "key.asc"))
                        .release("16.13", "lib", "v1")
                        .file("key.asc", "key\n"),
                image("shell-of-a-command", shell("/bin/sh", "-c"), run("echo $0 > /a")));
    }
}
