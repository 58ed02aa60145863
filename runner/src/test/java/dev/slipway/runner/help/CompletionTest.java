package dev.slipway.runner.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Its commands are described, never run. */
@SuppressWarnings("unused")
class CompletionTest {
    private static final Map<String, List<String>> NAMES =
            Map.of("SELECTOR", List.of("extbuilder", "extbuilder:17.9", "exttester"), "NAME", List.of("debian"));

    @Command(name = "runner")
    private static final class Runner {
        @Option(names = {"-V", "--version"})
        private boolean version;
    }

    private enum Speed {
        SLOW,
        FAST
    }

    @Command
    private static final class Shell {
        @Parameters(index = "0", paramLabel = "SELECTOR")
        private String selector = "";

        @Parameters(index = "1..*", paramLabel = "COMMAND")
        private List<String> command = List.of();

        @Option(names = "--profile", paramLabel = "NAME")
        private Optional<String> profile = Optional.empty();

        @Option(names = "--secret", paramLabel = "SECRET")
        private List<String> secrets = List.of();

        @Option(names = {"-s", "--speed"})
        private Speed speed = Speed.FAST;

        @Option(names = "--failed")
        private boolean failed;

        @Option(names = "--line", hidden = true)
        private boolean line;
    }

    @Command
    private static final class Push {}

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', ignoreLeadingAndTrailingWhitespace = false, textBlock = """
            runner|
            "runner "|push shell
            "  runner  s"|shell
            runner --|--version
            "runner nothing "|
            "runner push "|
            "runner shell "|extbuilder extbuilder:17.9 exttester
            runner shell extb|extbuilder extbuilder:17.9
            runner shell extbuilder:|extbuilder:17.9
            "runner shell extbuilder "|
            runner shell --failed extt|exttester
            runner shell --profile debian extt|exttester
            runner shell --profile=debian extt|exttester
            "runner shell --profile "|debian
            runner shell --profile=d|--profile=debian
            "runner shell -s "|SLOW FAST
            runner shell --speed=F|--speed=FAST
            runner shell --fai|--failed
            runner shell --failed --fai|
            runner shell --profile=debian --pro|
            runner shell --secret a --sec|--secret
            runner shell --li|
            "runner shell --nothing="|
            "runner shell extbuilder -- "|
            """)
    void what_could_follow(String line, String words) {
        CommandLine runner =
                new CommandLine(new Runner()).addSubcommand("push", new Push()).addSubcommand("shell", new Shell());
        Completion completion = new Completion(runner.getCommandSpec(), label -> NAMES.getOrDefault(label, List.of()));

        assertThat(String.join(" ", completion.of(line))).isEqualTo(words == null ? "" : words);
    }
}
