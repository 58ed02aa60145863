package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.testing.CatalogCheckout;
import dev.slipway.runner.testing.CatalogCheckout.Result;
import dev.slipway.runner.testing.SmallFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a release asks of the checkout that its definitions are in, with a real one and a real remote. */
@Timeout(180)
class ReleaseIT {
    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    Path folder;

    private CatalogCheckout checkout;

    @BeforeEach
    void makeCheckout() throws IOException, InterruptedException {
        checkout = new CatalogCheckout(Files.createDirectory(folder.resolve("checkout")), SmallFamily.left());
        checkout.write("committed", "before\n");
        checkout.commit();
        checkout.git("init", "--quiet", "--bare", folder.resolve("remote").toString());
        checkout.git("remote", "add", "origin", folder.resolve("remote").toString());
    }

    @Test
    void what_is_pushed_is_released() throws Exception {
        push();

        assertReleased("-v" + commit().substring(0, 7), "push-all", "--release", "--tag-scheme=git");
        assertReleased("", "push", "left", "--release");
    }

    @Test
    void changes_are_refused_and_named() throws Exception {
        push();
        checkout.write("committed", "after\n");
        checkout.write("added", "new\n");
        checkout.git("add", "added");
        checkout.write("unknown file", "new\n");
        checkout.write("target/ignored", "new\n");
        String message = "a release is of what is committed, and in " + checkout.root()
                + " this is not: added, committed, unknown file (untracked). Commit and push it, or release it all the"
                + " same with --allow-dirty";

        assertRefused(message, NOTHING, "push-all", "--release", "--dry-run");
        assertRefused(message, Map.of("RELEASE", "1"), "push", "left", "--tag-scheme=git", "--dry-run");
        assertReleased("", "push-all", "--release", "--allow-dirty");
        assertThat(checkout.runner(NOTHING, "push-all", "--dry-run").exitCode()).isZero();
        assertThat(checkout.runner(NOTHING, "build-all", "--release", "--dry-run")
                        .exitCode())
                .isZero();
    }

    @Test
    void of_many_changes_ten_are_named() throws Exception {
        push();
        for (int i = 10; i <= 21; i++) {
            checkout.write("f" + i, "new\n");
        }

        assertThat(checkout.runner(NOTHING, "push-all", "--release", "--dry-run")
                        .errors())
                .contains(" this is not: f10 (untracked), ", ", f19 (untracked) and 2 more. Commit");
    }

    @Test
    void a_commit_that_nobody_else_has_is_refused() throws Exception {
        push();
        checkout.git("commit", "--quiet", "--allow-empty", "--message", "Later");

        assertRefused(
                "a release is of what others have, and no remote branch has commit " + commit() + " of "
                        + checkout.root() + ". Push it, fetch if it is there, or release it all the same with"
                        + " --allow-dirty",
                NOTHING,
                "push-all",
                "--release",
                "--dry-run");
        assertReleased("", "push-all", "--release", "--allow-dirty");
    }

    @Test
    void where_the_definitions_are_in_no_checkout_nothing_is_refused() throws Exception {
        Path classes = folder.resolve("classes");
        Files.move(checkout.root().resolve("target/classes"), classes);

        Result result = CatalogCheckout.runner(classes, NOTHING, "push-all", "--release", "--dry-run");

        assertThat(result.errors()).isEmpty();
        assertThat(result.exitCode()).isZero();
    }

    private void push() throws IOException, InterruptedException {
        checkout.git("push", "--quiet", "origin", "HEAD:refs/heads/main");
    }

    private String commit() throws IOException, InterruptedException {
        return checkout.git("rev-parse", "HEAD");
    }

    private void assertReleased(String suffix, String... arguments) throws IOException, InterruptedException {
        String[] line = new String[arguments.length + 1];
        System.arraycopy(arguments, 0, line, 0, arguments.length);
        line[arguments.length] = "--dry-run";

        Result result = checkout.runner(NOTHING, line);

        assertThat(result.errors()).isEmpty();
        assertThat(result.output()).contains("left -> push example/left:1" + suffix + "\n");
        assertThat(result.exitCode()).isZero();
    }

    private void assertRefused(String message, Map<String, String> variables, String... arguments)
            throws IOException, InterruptedException {
        assertThat(checkout.runner(variables, arguments)).isEqualTo(new Result(2, "", "runner: " + message + "\n"));
    }
}
