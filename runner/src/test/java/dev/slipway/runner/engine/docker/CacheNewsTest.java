package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.graph.Node;
import dev.slipway.runner.event.Event;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.testing.SmallFamily;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** On what BuildKit 0.34 calls what it does with caches. */
class CacheNewsTest {
    private static final String IMPORT = "[slipway_stage_1_left] importing cache manifest from r.example/c:left";
    private static final String EXPORT = "[slipway_stage_1_left] exporting cache to registry";

    private final CacheNews news = new CacheNews(new CacheRepository(ImageReference.parse("r.example/c"), false));
    private final List<Event> told = new ArrayList<>();

    @Test
    void what_goes_wrong_is_told_once() throws Exception {
        vertex(EXPORT, "unexpected status: 405 Method Not Allowed\n");
        vertex("exporting cache to registry", "unexpected status: 405 Method Not Allowed");
        vertex("importing cache manifest from r.example/c:right", "401 Unauthorized");

        assertThat(told)
                .containsExactly(
                        new Event.OutputLine(
                                "left",
                                "left",
                                "warning: the cache r.example/c cannot be written to: unexpected status: 405 Method Not"
                                        + " Allowed. The build goes on without it"),
                        new Event.OutputLine(
                                "left",
                                "left",
                                "warning: the cache r.example/c cannot be read: 401 Unauthorized. The build goes on"
                                        + " without it"));
    }

    @Test
    void a_cache_that_is_not_there_yet_is_nothing_to_tell() throws Exception {
        vertex(IMPORT, "r.example/c:left: not found");
        vertex(IMPORT, "");
        vertex(EXPORT, "");
        vertex(EXPORT, "context canceled: context canceled");
        vertex("[slipway_stage_1_left internal] load build context", "no such file");

        assertThat(told).isEmpty();
    }

    private void vertex(String name, String error) throws Exception {
        Node left = Written.of(SmallFamily.family(), "left").node();
        news.of(left, told::add)
                .accept(new SolveStatus.Vertex("sha256:1", name, Optional.empty(), Optional.empty(), false, error));
    }
}
