package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.runner.registry.ImageReference;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CacheRepositoryTest {
    private static final List<String> HERE = List.of("linux/amd64");
    private static final ImageReference REPOSITORY = ImageReference.parse("127.0.0.1:5000/team/cache");

    @Test
    void each_target_has_a_tag_that_is_the_same_in_all_runs() {
        CacheRepository cache = new CacheRepository(REPOSITORY, false);

        assertThat(cache.source(target("slipway.stage.2.extbuilder"), HERE))
                .isEqualTo(cache.source(target("slipway.stage.7.extbuilder"), HERE))
                .matches("type=registry,ref=127\\.0\\.0\\.1:5000/team/cache:extbuilder-16\\.13-[0-9a-f]{12}");
        assertThat(cache.destination(target("slipway.stage.2.extbuilder"), HERE))
                .isEqualTo(cache.source(target("slipway.stage.2.extbuilder"), HERE) + ",mode=max,ignore-error=true");
    }

    @Test
    void a_registry_that_may_speak_plain_http_is_named_as_such() {
        assertThat(new CacheRepository(REPOSITORY, true).source(target("slipway.stage.2.extbuilder"), HERE))
                .endsWith(",registry.insecure=true");
    }

    @Test
    void titles_that_look_alike_and_other_platforms_have_other_tags() {
        assertThat(Set.of(
                        CacheRepository.tag("a-b:1", HERE),
                        CacheRepository.tag("a:b-1", HERE),
                        CacheRepository.tag("a-b:1", List.of("linux/arm64")),
                        CacheRepository.tag("a-b:1", List.of("linux/amd64", "linux/arm64"))))
                .hasSize(4)
                .allMatch(tag -> tag.startsWith("a-b-1-"));
    }

    @Test
    void whatever_a_title_is_registries_take_its_tag() {
        assertThat(CacheRepository.tag("base registry.example:5000/Debian@sha256:0123456789", HERE))
                .startsWith("base-registry.example-5000-debian-sha256-0123456789-");
        ImageReference.checkTag(CacheRepository.tag("x".repeat(300), HERE));
        ImageReference.checkTag(CacheRepository.tag("ü", HERE));
    }

    private static Target target(String stage) {
        return new Target(stage, Path.of("/context"), Path.of("/dockerfile"), Set.of(), List.of(), "extbuilder:16.13");
    }
}
