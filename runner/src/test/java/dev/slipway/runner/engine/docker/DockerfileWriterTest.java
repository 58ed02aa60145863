package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.slipway.model.Family;
import dev.slipway.runner.TestFamily;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.failure.Failure;
import dev.slipway.runner.profile.BaseRecipe;
import dev.slipway.runner.testing.FailingFamily;
import dev.slipway.runner.testing.Golden;
import dev.slipway.runner.testing.SmallFamily;
import dev.slipway.runner.testing.StuckFamily;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class DockerfileWriterTest {
    @Test
    void an_image_with_a_stage_on_another_image(TestInfo test) throws Exception {
        Written right = Written.of(SmallFamily.family(), "right");

        Golden.assertMatches(right.image().text(), "dockerfile", test);
        assertThat(right.image().contexts()).containsExactly("slipway.stage.2.small-small");
    }

    @Test
    void checks_are_stages_without_network_that_compare_what_is_printed(TestInfo test) throws Exception {
        Golden.assertMatches(Written.of(SmallFamily.family(), "right").checks().text(), "dockerfile", test);
    }

    @Test
    void commands_have_mounts_secrets_and_variables(TestInfo test) throws Exception {
        Golden.assertMatches(Written.of(FailingFamily.step(), "failing").image().text(), "dockerfile", test);
    }

    @Test
    void arguments_stand_before_the_commands_that_read_them(TestInfo test) throws Exception {
        Golden.assertMatches(
                Written.of(TestFamily.family(), "extbuilder:16.13").image().text(), "dockerfile", test);
    }

    @Test
    void a_replaced_base_is_the_other_image_and_told_under_its_own_name() throws Exception {
        Family family = StuckFamily.pull("example.org/base:1");
        Written written = Written.of(
                family,
                "left",
                Map.of("example.org/base:1", new BaseRecipe.Replaced("mirror.example/base")),
                Optional.empty());

        assertThat(written.image().text()).startsWith("FROM mirror.example/base AS slipway.stage.1.left-left\n");
        assertThat(written.image().stages().get(0).bases())
                .containsExactly(new Place.OfBase("left", "example.org/base:1", "mirror.example/base:latest"));
    }

    @Test
    void a_base_that_is_made_here_is_what_another_target_builds() throws Exception {
        Written written = Written.of(
                StuckFamily.pull("debian:bookworm"),
                "left",
                Map.of("debian:bookworm", new BaseRecipe.Debootstrapped("bookworm", List.of())),
                Optional.empty());

        assertThat(written.image().text())
                .startsWith("FROM slipway.base.2.debian-bookworm AS slipway.stage.1.left-left\n");
        assertThat(written.image().contexts()).containsExactly("slipway.base.2.debian-bookworm");
        assertThat(written.image().stages().get(0).places())
                .as("BuildKit counts no base that another target builds")
                .hasSize(1);
    }

    @Test
    void a_base_that_no_image_can_be_called_is_said_at_once() throws Exception {
        Family family = FailingFamily.base();

        assertThatThrownBy(() -> Written.of(family, "top"))
                .isInstanceOfSatisfying(
                        EngineException.class,
                        e -> assertThat(e.failure())
                                .isEqualTo(new Failure.BaseFailed(
                                        "top",
                                        "Nowhere",
                                        "'Nowhere': repositories are lower case: write 'nowhere' for 'Nowhere'",
                                        List.of())));
    }

    @Test
    void commands_have_the_usual_limit_and_copies_none() throws Exception {
        Written written = Written.of(SmallFamily.family(), "right", Map.of(), Optional.of(Duration.ofSeconds(7)));

        assertThat(written.image().stages().get(1).places())
                .extracting(Place::what, Place::limit)
                .containsExactly(
                        tuple("RUN echo " + SmallFamily.SHARED, Optional.of(Duration.ofSeconds(7))),
                        tuple("COPY --from /out/ /opt/out/", Optional.empty()),
                        tuple("RUN rm /opt/old/file", Optional.of(Duration.ofSeconds(7))));
    }
}
