package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ProgressReaderTest {
    private static final SolveStatus.Vertex VERTEX = new SolveStatus.Vertex(
            "sha256:1bfd",
            "[root 1/2] RUN true",
            Optional.of(Instant.parse("2026-11-28T13:27:35.5Z")),
            Optional.empty(),
            false,
            "");

    private final List<SolveStatus> progress = new ArrayList<>();
    private final List<String> others = new ArrayList<>();
    private final ProgressReader reader = new ProgressReader(progress::add, others::add);

    /** As buildx 0.38 has it. */
    @Test
    void an_object_may_be_a_line() {
        reader.line("""
                {"vertexes":[{"digest":"sha256:1bfd","name":"[root 1/2] RUN true","started":"2026-11-28T13:27:35.5Z"}]}""");
        reader.line("ERROR: failed");

        assertThat(progress).containsExactly(new SolveStatus(List.of(VERTEX), List.of(), List.of()));
        assertThat(others).containsExactly("ERROR: failed");
    }

    /** As buildx 0.13 has it. */
    @Test
    void an_object_may_have_many_lines() {
        """
                WARNING: No output specified
                {
                  "vertexes": [
                    {
                      "digest": "sha256:1bfd",
                      "name": "[root 1/2] RUN true",
                      "started": "2026-11-28T13:27:35.5Z"
                    }
                  ]
                }
                ERROR: failed
                """.lines().forEach(reader::line);

        assertThat(progress).containsExactly(new SolveStatus(List.of(VERTEX), List.of(), List.of()));
        assertThat(others).containsExactly("WARNING: No output specified", "ERROR: failed");
    }

    @Test
    void what_only_looks_like_an_object_is_none() {
        reader.line("{no json}");

        assertThat(progress).isEmpty();
        assertThat(others).containsExactly("{no json}");
    }
}
