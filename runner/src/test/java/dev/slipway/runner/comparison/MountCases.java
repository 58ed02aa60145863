package dev.slipway.runner.comparison;

import static dev.slipway.runner.comparison.Case.image;
import static dev.slipway.runner.comparison.Steps.run;
import static dev.slipway.runner.comparison.Steps.runWithTmpfs;
import static dev.slipway.runner.comparison.Steps.tmpfs;
import static dev.slipway.runner.comparison.Steps.user;
import static dev.slipway.runner.comparison.Steps.workdir;

import java.util.List;

/** What commands see besides their image, and that none of it stays. */
final class MountCases {
    private static final String MODE = "stat -c '%n %a %u:%g'";

    private MountCases() {}

    static List<Case> all() {
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
}
