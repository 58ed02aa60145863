package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.event.Event;
import dev.slipway.runner.registry.Descriptor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is told of bytes that travel. */
@Timeout(30)
class TransferProgressTest {
    private static final Descriptor SMALL = new Descriptor("layer", "sha256:" + "1".repeat(64), 100);
    private static final Descriptor LARGE = new Descriptor("layer", "sha256:" + "2".repeat(64), 900);

    private final List<Event> told = new ArrayList<>();
    private long now;

    @Test
    void a_pull_is_told_of_now_and_then_over_all_layers() {
        PullProgress progress = new PullProgress("left", "debian", List.of(SMALL, LARGE), told::add, () -> now);

        progress.accept(10);
        after(200);
        progress.accept(60);
        after(100);
        progress.accept(90);
        progress.next(SMALL);
        after(100);
        progress.accept(300);

        assertThat(told)
                .containsExactly(
                        new Event.BaseProgress("left", "debian", 60, 1000),
                        new Event.BaseProgress("left", "debian", 400, 1000));
    }

    private void after(int milliseconds) {
        now += Duration.ofMillis(milliseconds).toNanos();
    }

    @Test
    void an_upload_is_told_of_while_it_lasts() throws Exception {
        CompletableFuture<String> upload = new CompletableFuture<>();
        UploadProgress progress = new UploadProgress("left", "citus/left:1", event -> {
            told.add(event);
            upload.complete("done");
        });

        assertThat(progress.await(upload, () -> 5, 10)).isEqualTo("done");
        assertThat(told).containsExactly(new Event.UploadProgress("left", "citus/left:1", 5, 10));
    }

    @Test
    void one_that_is_done_already_is_not_told_of() throws Exception {
        UploadProgress progress = new UploadProgress("left", "citus/left:1", told::add);

        assertThat(progress.await(CompletableFuture.completedFuture("done"), () -> 5, 10))
                .isEqualTo("done");
        assertThat(told).isEmpty();
    }
}
