package dev.slipway.runner.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MaterialsTest {
    @Test
    void a_git_tree_is_called_as_its_repository_is() {
        assertThat(name("https://example.org/tool.git")).isEqualTo("tool");
        assertThat(name("https://example.org/tool/")).isEqualTo("tool");
    }

    @Test
    void one_of_a_folder_is_called_as_the_folder_is() {
        assertThat(name("file:///home/me/tool/.git")).isEqualTo("tool");
        assertThat(name("file:///home/me/tool/.git/")).isEqualTo("tool");
    }

    private static String name(String url) {
        return new Materials.GitTree(url, "v1").name();
    }
}
