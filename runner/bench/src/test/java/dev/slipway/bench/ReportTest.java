package dev.slipway.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ReportTest {
    private static final Report REPORT = new Report(
            List.of(
                    new Result("ours", Case.COLD, 9),
                    new Result("ours", Case.COLD, 2),
                    new Result("ours", Case.COLD, 3),
                    new Result("theirs", Case.COLD, 4),
                    new Result("theirs", Case.COLD, 8),
                    new Result("theirs", Case.WARM, 0.125)),
            List.of("ours", "theirs"));

    @Test
    void showsTheMiddleOneOfThreeAndTheMeanOfTwo() {
        assertThat(REPORT.seconds()).isEqualTo("""
                | seconds, median | ours | theirs |
                | --- | ---: | ---: |
                | cold: nothing is there but the tool | 3.0 | 6.0 |
                | warm: nothing has changed since | – | 0.1 |
                | push, new: to a repository with nothing in it | – | – |
                | push, again: to the same, which has it all | – | – |
                | a package: one more in one image | – | – |
                | a version: one release of three is another | – | – |
                """);
    }

    @Test
    void showsMultiplesOfOneTool() {
        assertThat(REPORT.ratios("theirs")).isEqualTo("""
                | × theirs | ours | theirs |
                | --- | ---: | ---: |
                | cold: nothing is there but the tool | 0.50 | 1.00 |
                | warm: nothing has changed since | – | 1.00 |
                | push, new: to a repository with nothing in it | – | – |
                | push, again: to the same, which has it all | – | – |
                | a package: one more in one image | – | – |
                | a version: one release of three is another | – | – |
                """);
    }

    @Test
    void writesWhatGnuplotReads() {
        assertThat(REPORT.data()).isEqualTo("""
                case "ours" "theirs"
                "cold" 3.00 6.00
                "warm" NaN 0.13
                "push, new" NaN NaN
                "push, again" NaN NaN
                "a package" NaN NaN
                "a version" NaN NaN
                """);
    }
}
