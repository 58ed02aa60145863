package dev.slipway.runner.cli;

import static java.util.function.Predicate.not;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.failure.ExitCode;
import dev.slipway.runner.plan.Destination;
import dev.slipway.runner.plan.Inventory;
import dev.slipway.runner.plan.Planner;
import dev.slipway.runner.plan.Request;
import dev.slipway.runner.plan.TagSuffix;
import dev.slipway.runner.registry.Learned;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.ParseResult;

/** What the help of all commands says, against the commands and the catalogue of this checkout. */
class HelpTest {
    private static final Catalogs CATALOGS = Catalogs.load(HelpTest.class.getClassLoader());
    private static final String EXAMPLES = "Examples:\n";
    /** A word of a shell, in quotes where it has something special in it. */
    private static final Pattern WORD = Pattern.compile("'([^']*)'|\\S+");

    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Z_]+=.*");
    /** Where a variable is read: from a map, from the process, or by a constant with its name. */
    private static final Pattern READ = Pattern.compile(
            "(?:environment\\w*(?:\\(\\))?\\s*\\.(?:get|getOrDefault)\\(|getenv\\(|isSet\\([^\"]*|VARIABLE = )\"(?<name>[A-Z_]+)\"");

    private static final Pattern READ_BY_SCRIPT = Pattern.compile("\\$\\{?(?<name>[A-Z_]{2,})");
    /** What is read by programs that the runner starts. */
    private static final Set<String> READ_BY_OTHERS = Set.of("DOCKER_HOST");

    @TestFactory
    Stream<DynamicTest> every_command_has_examples_that_can_be_typed() {
        return Stream.concat(Stream.of(runner()), runner().getSubcommands().values().stream())
                .map(command -> dynamicTest(command.getCommandName(), () -> {
                    List<String> examples = examples(command.getUsageMessage());
                    assertThat(examples)
                            .as("lines below footerHeading = \"%%nExamples:%%n\" in the @Command of "
                                    + command.getCommandName())
                            .isNotEmpty();
                    assertThat(examples)
                            .allSatisfy(example -> assertThatCode(() -> parse(example))
                                    .as(example)
                                    .doesNotThrowAnyException());
                }));
    }

    @Test
    void an_example_that_is_wrong_would_be_noticed() {
        assertThatCode(() -> parse("runner build no-such-image")).hasMessageStartingWith("there is no image");
        assertThatCode(() -> parse("runner build extbuilder --no-such-option"))
                .hasMessageContaining("--no-such-option");
        assertThatCode(() -> parse("runner list --profile no-such-profile"))
                .hasMessageContaining("there is no profile 'no-such-profile'");
    }

    @Test
    void all_exit_codes_are_listed() {
        assertThat(runner().getCommandSpec().usageMessage().exitCodeList().keySet())
                .containsExactlyElementsOf(Stream.of(ExitCode.class.getDeclaredFields())
                        .map(HelpTest::value)
                        .toList());
    }

    @Test
    void all_variables_that_are_read_are_listed_and_no_others() throws IOException {
        String help = runner().getUsageMessage();
        String variables = help.substring(help.indexOf("Environment variables:"), help.indexOf(EXAMPLES));

        Set<String> listed = names(
                Pattern.compile("(?<name>\\b[A-Z]+_[A-Z_]+\\b|RELEASE|HOME|TERM|\\bCI\\b|\\bPATH\\b)"), variables);

        Set<String> read = new TreeSet<>(READ_BY_OTHERS);
        read.addAll(names(READ_BY_SCRIPT, Files.readString(Path.of("bin/runner"))));
        try (Stream<Path> sources = Files.walk(Path.of("src/main/java"))) {
            sources.filter(Files::isRegularFile).forEach(source -> read.addAll(names(READ, text(source))));
        }
        assertThat(listed).isEqualTo(read);
    }

    private static Set<String> names(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map(result -> result.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> examples(String help) {
        int start = help.indexOf(EXAMPLES);
        return start < 0
                ? List.of()
                : help.substring(start + EXAMPLES.length())
                        .lines()
                        .map(String::strip)
                        .filter(not(String::isEmpty))
                        .toList();
    }

    /** Throws unless the line is one of the runner's, and speaks of images and profiles that there are. */
    private static void parse(String example) {
        List<String> words = WORD.matcher(
                        example.replaceFirst(" +#.*| > .*", "").replaceAll("^source <\\(|\\)$", ""))
                .results()
                .map(HelpTest::word)
                .dropWhile(word -> ASSIGNMENT.matcher(word).matches())
                .toList();
        assertThat(words).first().isEqualTo("runner");
        ParseResult parsed = runner().parseArgs(words.subList(1, words.size()).toArray(String[]::new))
                .subcommand();
        Optional<String> profile = parsed.hasMatchedOption("--profile")
                ? parsed.matchedOptionValue("--profile", Optional.empty())
                : Optional.empty();
        Inventory inventory = Setting.of(CATALOGS, profile).inventory();
        List<String> selectors = parsed.matchedPositionals().stream()
                .filter(positional -> positional.paramLabel().endsWith("SELECTOR"))
                .flatMap(positional -> positional.originalStringValues().stream())
                .filter(not(selector -> selector.contains("/")))
                .toList();
        Destination destination = new Destination(Optional.empty(), TagSuffix.release());
        assertThat(Planner.plan(inventory, new Request(selectors, destination, false))
                        .nodes())
                .isNotEmpty();
    }

    private static String word(MatchResult word) {
        return word.group(1) == null ? word.group() : word.group(1);
    }

    private static String value(Field constant) {
        try {
            return String.valueOf(constant.getInt(null));
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static CommandLine runner() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        return new Application(new Surroundings(
                        new Terminal(nowhere, nowhere, false),
                        Map.of(),
                        Clock.systemUTC(),
                        () -> CATALOGS,
                        new EmbeddedEngines(List.of(), new Learned())))
                .commandLine();
    }
}
