package dev.slipway.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.runner.testing.CatalogCheckout;
import dev.slipway.runner.testing.LockableFamily;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GitTest {
    @TempDir
    Path folder;

    private final Git git = new Git(new MachinePrograms(List.of()));
    private CatalogCheckout repository;
    private String url = "";
    private String commit = "";

    @BeforeEach
    void start() throws Exception {
        repository = new CatalogCheckout(folder, LockableFamily.on("debian:bookworm", "tool"));
        repository.commit();
        url = repository.root().toString();
        commit = repository.git("rev-parse", "HEAD");
    }

    @Test
    void an_annotated_tag_stands_for_a_commit_in_the_end() throws Exception {
        repository.git("tag", "--annotate", "--message=Release", "v1");

        String tag = repository.git("rev-parse", "v1");
        assertThat(tag).isNotEqualTo(commit);
        assertThat(git.resolve(url, "v1")).isEqualTo(new Git.Target("refs/tags/v1", tag, commit));
    }

    @Test
    void a_name_is_that_of_a_tag_rather_than_of_a_branch() throws Exception {
        repository.git("branch", "v1");
        assertThat(git.resolve(url, "v1")).isEqualTo(new Git.Target("refs/heads/v1", commit, commit));
        repository.git("tag", "v1");
        assertThat(git.resolve(url, "v1")).isEqualTo(new Git.Target("refs/tags/v1", commit, commit));
    }

    @Test
    void the_default_branch_and_a_commit_have_no_name() throws Exception {
        assertThat(git.resolve(url, "")).isEqualTo(new Git.Target("", commit, commit));
        assertThat(git.resolve("/nowhere", commit)).isEqualTo(new Git.Target("", commit, commit));
    }

    @Test
    void a_ref_that_is_none_is_named() {
        assertThatThrownBy(() -> git.resolve(url, "v2"))
                .isInstanceOf(IOException.class)
                .hasMessage(url + " has no ref 'v2'");
    }
}
