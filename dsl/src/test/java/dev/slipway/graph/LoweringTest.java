package dev.slipway.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.model.Base;
import dev.slipway.model.Family;
import dev.slipway.model.Origin;
import dev.slipway.model.Release;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies are executed by a real shell, with functions in the place of what they call. */
class LoweringTest {
    private static final Family FAMILY = Families.family();
    private static final List<Origin> ORIGINS = List.of(Families.origin(1));

    /** Programs that print their arguments, one a line between angle brackets. */
    private static final String PRETENDED = """
            show() { for word in "$@"; do printf '<%s>' "$word"; done; echo; }
            rm() { :; }
            apt_get() { show "$@"; }
            apk() { show "$@"; }
            python3() { show "$@" "index=${PIP_INDEX_URL-none}"; }
            """;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '!',
            value = {
                "postgresql-{pg.major}-cron | 16.13 | <postgresql-16-cron>",
                "{pg.citus}                 | 16.13 | <v11><v12>",
                "citus-{pg.citus}/{pg}      | 16.13 | <citus-v11/16.13><citus-v12/16.13>",
                "{pg.citus}-{pg.citus}      | 16.13 | <v11-v11><v12-v12>",
                "lib{pg.all.major}          | 17.9  | <lib16><lib17><lib18>",
                "a-{pg.extra}               | 17.9  | <a-x>",
                "a-{pg.extra}               | 16.13 | !!",
                "$HOME`x`\"y\"'z' %s \\     | 16.13 | <$HOME`x`\"y\"'z' %s \\>",
            })
    void words_reach_a_program_whole_and_lists_spread(String word, String release, String expected) {
        Step step = new Step.ApkPackages(Families.texts(word), ORIGINS);
        assertThat(execute(step, release)).isEqualTo("<add><--no-cache>" + expected + "\n");
    }

    @Test
    void two_lists_in_a_word_are_refused() {
        assertThatThrownBy(() -> lower(new Step.ApkPackages(Families.texts("{pg.citus}-{pg.all}"), ORIGINS)))
                .hasMessage("'{pg.citus}-{pg.all}' spreads both {pg.citus} and {pg.all}: one list a word");
    }

    @Test
    void apt_packages_come_from_their_suite() {
        Step step = new Step.AptPackages(Families.texts("gdb", "lib{pg.major}"), Text.literal("sid"), false, ORIGINS);
        assertThat(execute(step, "17.9")).isEqualTo("""
                <update>
                <install><--yes><--no-install-recommends><gdb/sid><lib17/sid>
                """);
    }

    @ParameterizedTest
    @CsvSource({"https://mirror.example.org/simple,https://mirror.example.org/simple", "{pypi},none", "'',none"})
    void an_empty_index_is_pips_own(String index, String expected) {
        Step step = new Step.PythonLibs(Families.texts("a==1"), "", Text.parse(index), false, ORIGINS);
        assertThat(execute(step, "17.9")).endsWith("<a==1><index=" + expected + ">\n");
    }

    @Test
    void authors_lines_read_values_as_variables_and_stop_at_the_first_failure() {
        assertThat(execute(Families.run("echo \"{pg} ${HOME}\"\nfalse\necho not reached"), "17.9"))
                .isEqualTo("17.9 /home\n");
    }

    @Test
    void lines_that_name_their_interpreter_stay_as_they_are() {
        Instruction.Run run = (Instruction.Run) lower(Families.run("#!/usr/bin/env python3\nprint(1)"))
                .get(0)
                .instructions()
                .get(0);
        assertThat(run.body()).isEqualTo("#!/usr/bin/env python3\nprint(1)\n");
    }

    @Test
    void a_stage_becomes_root_for_its_steps_and_its_user_again() {
        StageDefinition stage =
                new StageDefinition("x", Families.debian(), List.of(Families.apt("gdb")), Families.origin(1));
        assertThat(Lowering.lower(FAMILY, stage, Text.literal("me")))
                .extracting(Operation::title)
                .containsExactly("USER root", "apt-get install gdb", "USER me");
        assertThat(Lowering.lower(FAMILY, stage, Text.empty()))
                .extracting(Operation::title)
                .containsExactly("apt-get install gdb");
    }

    @Test
    void titles_have_their_values_and_packages_spread() {
        assertThat(Stream.of(
                                Families.apt("gdb", "lib{pg.all.major}", "postgresql-{pg.major}"),
                                Families.run("echo {pg} ${HOME} {{ {pg.citus}\ntrue"),
                                new Step.Download(
                                        Text.parse("{citus}/{pg.plain}"), Text.empty(), Text.empty(), "", "", ORIGINS),
                                new Step.Workdir(Text.parse("/srv/{pg.major}"), ORIGINS))
                        .map(step -> lower(step).get(0).resolve(resolution("16.13"))))
                .extracting(Operation::title)
                .containsExactly(
                        "apt-get install gdb lib16 lib17 lib18 postgresql-16",
                        "RUN echo 16.13 ${HOME} { v11 v12",
                        "ADD https://git.example.org/citus.git/16.13",
                        "WORKDIR /srv/16");
    }

    private static List<Operation> lower(Step step) {
        Base base = Families.debian();
        return Lowering.lower(FAMILY, new StageDefinition("x", base, List.of(step), Families.origin(1)), Text.empty());
    }

    private static String execute(Step step, String version) {
        Operation operation = lower(step).get(0).resolve(resolution(version));
        return execute((Instruction.Run) operation.instructions().get(0));
    }

    private static Resolution resolution(String version) {
        Release release = Families.PG.releases().stream()
                .filter(one -> one.version().equals(version))
                .findFirst()
                .orElseThrow();
        return new Resolution(new Bindings(FAMILY, Map.of("pg", release)), Map.of());
    }

    private static String execute(Instruction.Run run) {
        ProcessBuilder shell =
                new ProcessBuilder("sh", "-c", PRETENDED + run.body().replace("apt-get", "apt_get"));
        shell.environment().clear();
        shell.environment().putAll(new TreeMap<>(Map.of("HOME", "/home", "PATH", "/usr/bin:/bin")));
        run.arguments().forEach((name, value) -> shell.environment().put(name, value.value()));
        run.environment().forEach((name, value) -> shell.environment().put(name, value.value()));
        try {
            Process process =
                    shell.redirectError(ProcessBuilder.Redirect.INHERIT).start();
            return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
