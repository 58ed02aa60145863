package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.testing.CatalogCheckout;
import dev.slipway.runner.testing.LockableFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What is said of locks before anything is built. */
@Timeout(120)
class LockInputIT {
    private static final String DIGEST = "sha256:" + "0123456789abcdef".repeat(4);

    private static final String LOCK = """
            [bases."debian:bookworm"]
            digest = "%s"
            [packages."named: apt-get install"]
            tool = "1.0"
            """.formatted(DIGEST);

    @TempDir
    Path folder;

    private CatalogCheckout checkout;

    @BeforeEach
    void start() throws IOException {
        checkout = new CatalogCheckout(folder, LockableFamily.on("debian:bookworm", "tool", "other"));
    }

    @Test
    void a_plan_shows_what_is_locked() throws Exception {
        checkout.write("images.lock", LOCK);

        CatalogCheckout.Result plan = run("plan", "named", "--release");
        assertThat(plan.errors()).isEmpty();
        assertThat(plan.output()).isEqualTo("""
                named = example/named:1
                  from debian:bookworm@%s
                    1  apt-get install tool=1.0 other  Packaged.java:8 @AptPackages

                1 image
                """.formatted(DIGEST));
    }

    @Test
    void what_floats_is_refused_with_locked_all_of_it_at_once() throws Exception {
        CatalogCheckout.Result refused = run("build-all", "--locked");

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.output()).isEmpty();
        assertThat(refused.errors()).isEqualTo("""
                runner: --locked: images.lock lacks what these need:
                  base 'debian:bookworm', Image.java:7 @Run
                  package 'other' in named, Packaged.java:8 @AptPackages
                  package 'tool' in named, Packaged.java:8 @AptPackages
                  step 'scripted: RUN apt-get update', Packaged.java:5 @Run
                Lock it with: runner lock
                """);
        checkout.write("images.lock", LOCK);
        assertThat(run("build-all", "--locked", "--dry-run").errors()).isEqualTo("""
                runner: --locked: images.lock lacks what these need:
                  package 'other' in named, Packaged.java:8 @AptPackages
                  step 'scripted: RUN apt-get update', Packaged.java:5 @Run
                Lock it with: runner lock
                """);
        checkout.write("images.lock", LOCK + "other = \"2.0\"\n[packages.\"scripted: RUN apt-get update\"]\n");
        assertThat(run("build-all", "--locked", "--dry-run").exitCode()).isZero();
    }

    @Test
    void what_nothing_asks_for_is_warned_of() throws Exception {
        checkout.write("images.lock", LOCK.replace("debian:bookworm", "debian:bullseye"));

        CatalogCheckout.Result plan = run("plan");
        assertThat(plan.exitCode()).isZero();
        assertThat(plan.errors())
                .isEqualTo(
                        "runner: images.lock has what no definition asks for: 'debian:bullseye'. It goes with: runner"
                                + " lock\n");
    }

    @Test
    void a_lock_that_is_none_is_refused() throws Exception {
        checkout.write("images.lock", "[bases]\n=======\n");

        CatalogCheckout.Result refused = run("list");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors())
                .startsWith("runner: images.lock:2: not TOML: ")
                .endsWith(". Restore it, or delete the file and run 'runner lock'\n");
    }

    @Test
    void a_name_that_nothing_has_is_refused() throws Exception {
        checkout.write("images.lock", LOCK);

        CatalogCheckout.Result refused = run("lock", "--update", "toll", "--update=debian:bookworm");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors()).isEqualTo("runner: --update: images.lock has no 'toll'. Did you mean 'tool'?\n");
    }

    @Test
    void a_name_that_only_others_have_is_refused() throws Exception {
        checkout.write("images.lock", LOCK + "[packages.\"scripted: RUN apt-get update\"]\nby-script = \"1.0\"\n");

        CatalogCheckout.Result refused = run("lock", "named", "--update", "by-script");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors())
                .isEqualTo("runner: --update: what is to be locked has no 'by-script', which images.lock has for"
                        + " others.\n");
    }

    @Test
    void a_profile_that_would_share_the_lock_of_another_is_refused() throws Exception {
        Path profiles = Files.createDirectories(
                checkout.root().resolve("target/classes/dev/slipway/runner/testing/slipway/profiles"));
        Files.writeString(profiles.resolve("company.toml"), "description = \"The company's\"\n");
        Path own = Files.writeString(folder.resolve("company.toml"), "description = \"My own\"\n");

        CatalogCheckout.Result refused = run("lock", "--profile", own.toString());
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors())
                .isEqualTo("runner: --profile: " + own + " would have the same lock as the catalogue's profile"
                        + " 'company', images.company.lock. Give the file another name, or choose that with: --profile"
                        + " company\n");
    }

    @Test
    void lock_is_not_told_to_build_what_is_locked() throws Exception {
        CatalogCheckout.Result refused = run("lock", "--locked");
        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.errors())
                .isEqualTo("runner: --locked is for commands that build what is locked, and lock does the locking\n");
    }

    private CatalogCheckout.Result run(String... arguments) throws IOException, InterruptedException {
        return checkout.runner(Map.of(), arguments);
    }
}
