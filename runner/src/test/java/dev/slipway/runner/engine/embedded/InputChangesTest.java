package dev.slipway.runner.engine.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InputChangesTest {
    @Test
    void variables_come_go_and_change() {
        assertThat(changes(Inputs.variables(Map.of("A", "1")), Inputs.variables(Map.of("A", "2"))))
                .containsExactly("variable A: '1' -> '2'");
        assertThat(changes(Inputs.variables(Map.of("A", "1")), Inputs.variables(Map.of("B", "2"))))
                .containsExactly("variable A is gone", "variable B is new: '2'");
    }

    @Test
    void files_come_go_change_and_become_executable() {
        String one = "1".repeat(64);
        String two = "2".repeat(64);

        assertThat(changes(
                        Inputs.files(List.of(List.of("a", one, false), List.of("b", one, false))),
                        Inputs.files(List.of(List.of("a", two, false), List.of("b", one, true)))))
                .containsExactly(
                        "file a: 111111111111 -> 222222222222", "file b: 111111111111 -> 111111111111, executable");
        assertThat(changes(
                        Inputs.files(List.of(List.of("a", one, false))),
                        Inputs.files(List.of(List.of("b", one, false)))))
                .containsExactly("file a is gone", "file b is new: 111111111111");
    }

    @Test
    void a_mount_tells_of_its_files() {
        List<Object> cache = List.of("cache", "/cache");
        List<Object> old = List.of("context", "/run/x", List.of(List.of("x", "1".repeat(64), true)));
        List<Object> now = List.of("context", "/run/x", List.of(List.of("x", "2".repeat(64), true)));

        assertThat(changes(Inputs.mounts(List.of(cache, old)), Inputs.mounts(List.of(now))))
                .containsExactly(
                        "mount /cache (cache) is gone", "file x: 111111111111, executable -> 222222222222, executable");
        assertThat(changes(Inputs.mounts(List.of()), Inputs.mounts(List.of(cache))))
                .containsExactly("mount /cache (cache) is new");
        assertThat(changes(
                        Inputs.mounts(List.of(List.of("secret", "/run/token", "one"))),
                        Inputs.mounts(List.of(List.of("secret", "/run/token", "two")))))
                .containsExactly("mount /run/token (secret): 'one' -> 'two'");
        assertThat(changes(
                        Inputs.mounts(List.of(List.of("image", "/mnt", "digest", "read-only"))),
                        Inputs.mounts(List.of(List.of("image", "/mnt", "digest", "read-write")))))
                .containsExactly("mount /mnt (image): 'read-only' -> 'read-write'");
    }

    @Test
    void a_short_value_shows_both() {
        assertThat(changes(Inputs.value("what 'v1' stands for", "abc"), Inputs.value("what 'v1' stands for", "def")))
                .containsExactly("what 'v1' stands for: 'abc' -> 'def'");
        assertThat(changes(Inputs.value("the user", "me"), Inputs.value("the user", "me")))
                .isEmpty();
    }

    @Test
    void what_is_written_down_is_read_again() throws Exception {
        StepRecord step = StepRecord.of("stage", "é\n", Inputs.of("run", Inputs.variables(Map.of("ü", "\u2028"))));

        assertThat(step.line()).matches("\\p{ASCII}+").doesNotContain("\n");
        assertThat(StepRecord.parse(step.line())).isEqualTo(step);
    }

    private static List<String> changes(Inputs.Input old, Inputs.Input now) {
        return InputChanges.between(
                StepRecord.of("stage", "title", Inputs.of("run", old)),
                StepRecord.of("stage", "title", Inputs.of("run", now)));
    }
}
