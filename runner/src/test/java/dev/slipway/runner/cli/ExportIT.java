package dev.slipway.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.slipway.catalog.Catalog;
import dev.slipway.catalog.ImageName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** What bin/runner exports of the real definitions, by what the generated class says of them. */
class ExportIT {
    @Test
    void the_parameters_of_citus_are_those_of_its_images() throws IOException, InterruptedException {
        List<String> releases = image("extbuilder").tags();
        List<String> expected = new ArrayList<>(List.of(
                "# Written by 'runner export citus-params': the outputs of job 'params' in Citus' build_and_test.yml.",
                "build_image_name: \"ghcr.io/org/extbuilder\"",
                "test_image_name: \"ghcr.io/org/exttester\"",
                "citusupgrade_image_name: \"ghcr.io/org/citusupgradetester\"",
                "fail_test_image_name: \"ghcr.io/org/failtester\"",
                "pgupgrade_image_name: \"ghcr.io/org/pgupgradetester\"",
                "style_checker_image_name: \"ghcr.io/org/stylechecker\"",
                "style_checker_tools_version: \"" + image("stylechecker").tags().get(0) + "\"",
                "# The newest one; while that is a pre-release, rather the one before it.",
                "sql_snapshot_pg_version: \"" + releases.get(releases.size() - 1) + "\"",
                "image_suffix: \"-v1234567\""));
        for (String release : releases) {
            String major = release.replaceAll("^([0-9]+).*", "$1");
            expected.add("pg%1$s_version: '{ \"major\": \"%1$s\", \"full\": \"%2$s\" }'".formatted(major, release));
        }
        expected.add("upgrade_pg_versions: \"" + String.join("-", releases) + "\"");

        String parameters = run("export", "citus-params", "--repo=ghcr.io/org", "--tag-suffix=-v1234567");

        assertThat(parameters.lines().map(String::strip)).containsExactlyElementsOf(expected);
        assertThat(parameters.lines()).allMatch(line -> line.matches(" {6}[^ ].*"));
    }

    @Test
    void the_names_are_listed_where_one_is_missing() throws IOException, InterruptedException {
        assertThat(run("export"))
                .isEqualTo("runner: the name of a template is missing. There is citus-params, github-workflow\n");
    }

    private static ImageName image(String name) {
        return ServiceLoader.load(Catalog.class).stream()
                .flatMap(catalog -> catalog.get().images().stream())
                .filter(image -> image.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String run(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("bin/runner"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        List.of("DOCKER_REPO", "RELEASE", "TAG_SCHEME", "TAG_SUFFIX").forEach(builder.environment()::remove);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }
}
