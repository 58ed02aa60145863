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

/** Tags that tell the commit of the definitions, with a catalogue in a checkout of its own. */
@Timeout(120)
class TagSchemeIT {
    private static final Map<String, String> NOTHING = Map.of();

    @TempDir
    Path folder;

    private CatalogCheckout checkout;

    @BeforeEach
    void makeCheckout() throws IOException {
        checkout = new CatalogCheckout(folder, SmallFamily.left());
    }

    @Test
    void the_suffix_is_the_commit_of_the_definitions() throws Exception {
        checkout.commit();
        String commit = checkout.git("rev-parse", "HEAD").substring(0, 7);

        assertThat(checkout.runner(NOTHING, "list", "--tag-scheme", "git")).isEqualTo(listed("-dev-" + commit));
        assertThat(checkout.runner(Map.of("TAG_SCHEME", "git", "RELEASE", "1"), "list"))
                .isEqualTo(listed("-v" + commit));
        assertThat(checkout.runner(NOTHING, "list", "--release")).isEqualTo(listed(""));
    }

    @Test
    void a_checkout_without_a_commit_is_refused() throws Exception {
        checkout.git("init", "--quiet");

        assertRefused(
                checkout.runner(NOTHING, "list", "--tag-scheme=git"),
                "--tag-scheme git: " + checkout.root() + " has no commit yet. Make one, or check one out");
    }

    @Test
    void a_folder_that_is_no_checkout_is_refused() throws Exception {
        assertRefused(
                checkout.runner(Map.of("TAG_SCHEME", "git", "LC_ALL", "C"), "list"),
                "TAG_SCHEME=git: " + checkout.root() + " is in no work tree of git: fatal: not a git repository (or any"
                        + " of the parent directories): .git");
    }

    @Test
    void a_catalogue_that_was_built_elsewhere_is_refused() throws Exception {
        Files.delete(checkout.root().resolve("pom.xml"));

        assertRefused(
                checkout.runner(NOTHING, "list", "--tag-scheme=git"),
                "--tag-scheme git: the catalogue in " + checkout.root().resolve("target/classes")
                        + " was not built there: no folder above it has a pom.xml. Run it from its checkout");
    }

    @Test
    void a_machine_without_git_is_told_so() throws Exception {
        checkout.commit();

        Result result = checkout.runner(Map.of("PATH", "/nonexistent"), "list", "--tag-scheme=git");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.errors()).startsWith("runner: --tag-scheme git needs git: Cannot run program \"git\"");
    }

    private static Result listed(String suffix) {
        String reference = "example/left:1" + suffix;
        return new Result(0, "IMAGE  VARIANT  REFERENCE\nleft            " + reference + "\n", "");
    }

    private static void assertRefused(Result result, String message) {
        assertThat(result).isEqualTo(new Result(2, "", "runner: " + message + "\n"));
    }
}
