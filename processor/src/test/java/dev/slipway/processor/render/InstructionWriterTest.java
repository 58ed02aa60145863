package dev.slipway.processor.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.slipway.dockerfile.InstructionWriter;
import dev.slipway.graph.Instruction;
import dev.slipway.graph.Mount;
import dev.slipway.model.Base;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.Network;
import dev.slipway.model.Text;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Each place of a Dockerfile has rules of its own for quotes, dollars, backslashes and line breaks. */
class InstructionWriterTest {
    private static final Family FAMILY = SketchFamily.family();
    private static final ImageDefinition IMAGE = FAMILY.image("exttester").orElseThrow();
    private static final InstructionWriter WRITER =
            new InstructionWriter(new ImageNames(FAMILY, new StageNames(FAMILY), IMAGE));

    @Test
    void env_keeps_variables_and_escapes_the_rest() {
        assertThat(env("a\"b\\c \\$d $PATH ${HOME} {pg} $5 $"))
                .isEqualTo("ENV A=\"a\\\"b\\\\c \\$d $PATH ${HOME} ${PG} \\$5 \\$\"");
    }

    @Test
    void a_backslash_before_a_backslash_does_not_hide_a_variable() {
        assertThat(env("\\\\$PATH \\\"")).isEqualTo("ENV A=\"\\\\\\\\$PATH \\\\\\\"\"");
    }

    @Test
    void a_quote_in_the_braces_of_a_variable_is_a_character_as_it_is_outside() {
        assertThat(env("it's ${A:-it's ${B:-x}'} '{y'}")).isEqualTo("ENV A=\"it's ${A:-it\\'s ${B:-x}\\'} '{y'}\"");
    }

    @Test
    void a_path_of_the_context_is_no_pattern() {
        assertThat(new Instruction.Copy("a[b]/c*?\\d", Text.parse("/x/"), "", "").accept(WRITER))
                .isEqualTo("COPY a[\\\\[]b]/c[\\\\*][\\\\?][\\\\\\\\]d /x/");
    }

    @Test
    void env_cannot_have_line_breaks() {
        assertThatThrownBy(() -> env("a\nb")).hasMessageContaining("line break");
    }

    @Test
    void a_written_file_without_references_stands_there_as_it_is() {
        assertThat(file("$HOME \\ `x` \"y\"\n")).isEqualTo("""
                COPY <<'EOF' /etc/file
                $HOME \\ `x` "y"
                EOF""");
    }

    @Test
    void a_written_file_with_references_escapes_what_the_builder_would_expand() {
        assertThat(file("{pg} $HOME \\ `x` \"y\"\n")).isEqualTo("""
                COPY <<EOF /etc/file
                ${PG} \\$HOME \\\\ `x` "y"
                EOF""");
    }

    @Test
    void a_delimiter_is_no_line_of_the_content() {
        assertThat(file("EOF\nEOF_\n")).startsWith("COPY <<'EOF__' /etc/file\n").endsWith("\nEOF__");
    }

    @Test
    void a_written_file_ends_with_a_line_break() {
        assertThatThrownBy(() -> file("half a line")).hasMessageContaining("does not end");
    }

    @Test
    void values_with_line_breaks_take_a_heredoc_to_the_script() {
        Instruction.Run run = new Instruction.Run(
                "",
                "/run/slipway/a.sh",
                new TreeMap<>(Map.of("LINES", Text.parse("one\ntwo {pg}"))),
                new TreeMap<>(),
                List.of(new Mount.Context("a.sh", Text.literal("/run/slipway/a.sh"), false)),
                Network.NONE);
        assertThat(run.accept(WRITER)).isEqualTo("""
                RUN --network=none \\
                    --mount=type=bind,source=a.sh,target=/run/slipway/a.sh <<'EOF'
                export LINES="one
                two ${PG}"
                exec /run/slipway/a.sh
                EOF""");
    }

    @Test
    void paths_with_blanks_take_the_exec_form() {
        assertThat(new Instruction.Copy("a b", Text.parse("/x/{pg}/"), "", "0600").accept(WRITER))
                .isEqualTo("COPY --chmod=0600 [\"a b\", \"/x/${PG}/\"]");
        assertThat(new Instruction.Setting(Instruction.Setting.Kind.VOLUME, Text.literal("/a b")).accept(WRITER))
                .isEqualTo("VOLUME [\"/a b\"]");
        assertThat(new Instruction.Setting(Instruction.Setting.Kind.WORKDIR, Text.literal("/it's")).accept(WRITER))
                .isEqualTo("WORKDIR /it\\'s");
    }

    @Test
    void a_mount_has_a_flag_and_its_target_the_values_of_references() {
        Instruction.Run run = run(
                new Mount.Tmpfs(Text.parse("/memory/{pg.major}"), 0),
                new Mount.Tmpfs(Text.parse("/small"), 65_536),
                new Mount.Context(".", Text.parse("/all"), true),
                new Mount.Image(new Base.OfStage("build"), Text.parse("/out/{pg}"), Text.parse("/mnt"), false),
                new Mount.Image(new Base.OfImage("compilerbase"), Text.parse("/"), Text.parse("/base"), true),
                new Mount.Image(
                        new Base.External(Text.literal("busybox:1.37")),
                        Text.parse("/bin"),
                        Text.parse("/box"),
                        false));
        assertThat(run.accept(WRITER)).isEqualTo("""
                RUN --mount=type=tmpfs,target=/memory/${PG_MAJOR} \\
                    --mount=type=tmpfs,target=/small,size=64k \\
                    --mount=type=bind,source=.,target=/all,rw \\
                    --mount=type=bind,from=exttester-build,source=/out/${PG},target=/mnt \\
                    --mount=type=bind,from=compilerbase,source=/,target=/base,rw \\
                    --mount=type=bind,from=busybox:1.37,source=/bin,target=/box <<'EOF'
                true
                EOF""");
    }

    @Test
    void mounts_refuse_what_their_options_cannot_say() {
        Instruction.Run run = run(new Mount.Context("a,b", Text.literal("/run/slipway/a,b"), false));
        assertThatThrownBy(() -> run.accept(WRITER)).hasMessageContaining("'a,b'");
        Instruction.Run variable = run(new Mount.Tmpfs(Text.parse("/{pg}/$HOME"), 0));
        assertThatThrownBy(() -> variable.accept(WRITER)).hasMessageContaining("'/$HOME'");
    }

    private static Instruction.Run run(Mount... mounts) {
        return new Instruction.Run("true\n", "", new TreeMap<>(), new TreeMap<>(), List.of(mounts), Network.DEFAULT);
    }

    @Test
    void exec_forms_have_values_that_all_variants_share_and_refuse_others() {
        assertThat(command("{pg.all.major} $HOME \"x\"").accept(WRITER))
                .isEqualTo("CMD [\"16 17 18 $HOME \\\"x\\\"\"]");
        assertThatThrownBy(() -> command("{pg}").accept(WRITER))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("image 'exttester': CMD cannot use {pg}, since a Dockerfile expands nothing there."
                        + " Give it to the program as an @Env");
    }

    private static Instruction command(String argument) {
        return new Instruction.Invocation(Instruction.Invocation.Kind.CMD, List.of(Text.parse(argument)));
    }

    private static String env(String value) {
        return new Instruction.Env("A", Text.parse(value)).accept(WRITER);
    }

    private static String file(String content) {
        return new Instruction.WriteFile(Text.parse(content), Text.literal("/etc/file"), "", "").accept(WRITER);
    }
}
