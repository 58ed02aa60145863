package dev.slipway.runner.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On what buildx 0.38 prints, whatever the driver. */
class InspectedBuilderTest {
    /** Its nodes are pods, which have no endpoint. */
    @Test
    void one_in_kubernetes() {
        InspectedBuilder farm = InspectedBuilder.parse("""
                Name:          farm
                Driver:        kubernetes
                Last Activity: 2026-11-28 16:00:00 +0000 UTC

                Nodes:
                Name:                  farm0-6977cdcb75-48ld2
                Endpoint:             \s
                Driver Options:        namespace="ci" replicas="2"
                Status:                running
                BuildKit daemon flags: --allow-insecure-entitlement=network.host
                BuildKit version:      v0.34.2
                Platforms:             linux/amd64*, linux/arm64*, linux/386
                Labels:
                 org.mobyproject.buildkit.worker.executor:    oci
                 org.mobyproject.buildkit.worker.snapshotter: overlayfs
                GC Policy rule#0:
                 All:            false
                 Filters:        type==source.local
                 Keep Duration:  48h0m0s

                Name:                  farm0-6977cdcb75-xkl7f
                Endpoint:             \s
                Status:                running
                BuildKit version:      v0.33.0
                Platforms:             linux/amd64*, linux/arm64*, linux/386
                """.lines().toList());

        assertThat(farm)
                .isEqualTo(new InspectedBuilder(
                        "farm",
                        "kubernetes",
                        Optional.empty(),
                        Optional.empty(),
                        List.of("running", "running"),
                        List.of("v0.34.2", "v0.33.0"),
                        List.of("linux/amd64", "linux/arm64", "linux/386")));
        assertThat(farm.isRunning()).isTrue();
        assertThat(farm.problem()).isEmpty();
    }

    @Test
    void one_that_is_started_when_it_is_needed() {
        InspectedBuilder builder = InspectedBuilder.parse("""
                Name:          own
                Driver:        docker-container

                Nodes:
                Name:     own0
                Endpoint: unix:///var/run/docker.sock
                Status:   inactive
                """.lines().toList());

        assertThat(builder.isRunning()).isFalse();
        assertThat(builder.endpoint()).contains("unix:///var/run/docker.sock");
        assertThat(builder.problem()).isEmpty();
    }

    @Test
    void one_node_that_is_too_old_is_enough() {
        InspectedBuilder builder = InspectedBuilder.parse(
                List.of("Name:   own", "Driver: docker-container", "BuildKit version: v0.34.2", "Buildkit: v0.11.6"));

        assertThat(builder.problem()).contains("is too old: v0.11.6, and 0.12 is the first that will do");
    }

    @ParameterizedTest
    @CsvSource({
        "v0.12.0, false",
        "0.13.2, false",
        "v0.0.0+unknown, false",
        "v0.11.6, true",
        "v0.8+unknown, true",
        "20.10.24, true"
    })
    void the_first_is_that_of_docker_24(String version, boolean isTooOld) {
        assertThat(BuildKitVersion.problem(version).isPresent()).isEqualTo(isTooOld);
    }
}
