package dev.slipway.runner.checkout;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RemoteUrlTest {
    @Test
    void what_logs_in_is_left_out() {
        assertThat(RemoteUrl.of("https://user:secret@example.org/org/repo.git"))
                .contains("https://example.org/org/repo.git");
        assertThat(RemoteUrl.of("https://example.org/org/repo")).contains("https://example.org/org/repo");
        assertThat(RemoteUrl.of("ssh://git@example.org:2222/repo.git")).contains("ssh://example.org:2222/repo.git");
        assertThat(RemoteUrl.of("git@example.org:org/repo.git")).contains("ssh://example.org/org/repo.git");
        assertThat(RemoteUrl.of("https://user:p@ss@example.org/repo")).isEmpty();
    }

    @Test
    void folders_of_this_machine_are_no_place_for_others() {
        assertThat(RemoteUrl.of("/srv/repo.git")).isEmpty();
        assertThat(RemoteUrl.of("../repo.git")).isEmpty();
        assertThat(RemoteUrl.of("file:///srv/repo.git")).isEmpty();
    }
}
