package dev.slipway.runner.engine.docker;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class OutputLinesTest {
    private final List<String> lines = new ArrayList<>();
    private final OutputLines output = new OutputLines(lines::add);

    @Test
    void lines_end_where_they_end_however_they_come() {
        add("on");
        add("e\ntwo\r");
        add("\n\nthree\rfour");

        assertThat(lines).containsExactly("one", "two", "", "three");
        output.end();
        assertThat(lines).containsExactly("one", "two", "", "three", "four");
    }

    @Test
    void a_character_may_come_in_two_pieces() {
        byte[] bytes = "ü\n".getBytes(StandardCharsets.UTF_8);

        output.add(new byte[] {bytes[0]});
        output.add(new byte[] {bytes[1], bytes[2]});

        assertThat(lines).containsExactly("ü");
    }

    private void add(String piece) {
        output.add(piece.getBytes(StandardCharsets.UTF_8));
    }
}
