package dev.slipway.runner.help;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * What could stand where the cursor is.
 *
 * @param runner all commands
 * @param names what an argument can be that only the catalogue knows, by the argument's label in the help; none for files
 */
public record Completion(CommandSpec runner, Function<String, List<String>> names) {
    private static final String END_OF_OPTIONS = "--";

    /** Whole words, for the line up to the cursor, the program's name included. */
    public List<String> of(String line) {
        List<String> words = List.of(line.stripLeading().split("\\s+", -1));
        int last = words.size() - 1;
        if (last < 1) {
            return List.of();
        }
        String word = words.get(last);
        List<String> before = words.subList(1, last);
        return candidates(before, word).filter(name -> name.startsWith(word)).toList();
    }

    private Stream<String> candidates(List<String> before, String word) {
        if (before.isEmpty()) {
            return Stream.concat(options(runner, before, word), runner.subcommands().keySet().stream());
        }
        CommandLine command = runner.subcommands().get(before.get(0));
        return command == null
                ? Stream.empty()
                : arguments(command.getCommandSpec(), before.subList(1, before.size()), word);
    }

    private Stream<String> arguments(CommandSpec command, List<String> before, String word) {
        if (before.contains(END_OF_OPTIONS)) {
            return Stream.empty();
        }
        int equals = word.indexOf('=');
        if (word.startsWith("--") && equals >= 0) {
            String name = word.substring(0, equals);
            return option(command, name).stream().flatMap(this::values).map(value -> name + "=" + value);
        }
        Optional<OptionSpec> open =
                before.isEmpty() ? Optional.empty() : option(command, before.get(before.size() - 1));
        if (open.isPresent()) {
            return values(open.get());
        }
        return word.startsWith("-")
                ? options(command, before, word)
                : positional(command, before).flatMap(this::values);
    }

    /** The option of that name, if a value follows it. */
    private static Optional<OptionSpec> option(CommandSpec command, String name) {
        return Optional.ofNullable(command.optionsMap().get(name))
                .filter(option -> option.arity().max() > 0);
    }

    /** By their long names, without those that are there already and can be given once only. */
    private static Stream<String> options(CommandSpec command, List<String> before, String word) {
        Set<String> given = new HashSet<>();
        before.forEach(argument -> given.add(argument.replaceFirst("=.*", "")));
        return word.startsWith("-")
                ? command.options().stream()
                        .filter(option -> !option.hidden())
                        .filter(option -> option.isMultiValue()
                                || Stream.of(option.names()).noneMatch(given::contains))
                        .map(OptionSpec::longestName)
                : Stream.empty();
    }

    private static Stream<PositionalParamSpec> positional(CommandSpec command, List<String> before) {
        int index = 0;
        for (int i = 0; i < before.size(); i++) {
            boolean value = i > 0 && option(command, before.get(i - 1)).isPresent();
            index += value || before.get(i).startsWith("-") ? 0 : 1;
        }
        int position = index;
        return command.positionalParameters().stream()
                .filter(parameter -> parameter.index().contains(position));
    }

    private Stream<String> values(ArgSpec argument) {
        return argument.completionCandidates() == null
                ? names.apply(argument.paramLabel()).stream()
                : StreamSupport.stream(argument.completionCandidates().spliterator(), false);
    }
}
