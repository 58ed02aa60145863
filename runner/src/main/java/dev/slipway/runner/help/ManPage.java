package dev.slipway.runner.help;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The help of a command in the language of man(7).
 *
 * @param date of the program, as in 2026-11-01
 * @param version of the program, with its name
 */
public record ManPage(CommandSpec command, String date, String version) {
    private static final Pattern HEADING = Pattern.compile("(?<name>[A-Z][A-Za-z ]*):");

    /** What man finds it by. */
    public String name() {
        return command.qualifiedName("-");
    }

    public String text() {
        List<String> lines = new ArrayList<>();
        lines.add(".TH " + quoted(name().toUpperCase(Locale.ROOT)) + " 1 \"" + date + "\" " + quoted(version) + " "
                + quoted("Slipway"));
        lines.add(".SH NAME");
        lines.add(escaped(name()) + " \\- " + escaped(firstSentence()));
        lines.add(".SH SYNOPSIS");
        // As others do it: what may be given, not all of it.
        lines.add(escaped(
                new CommandLine.Help(command, plain()).abbreviatedSynopsis().strip()));
        lines.add(".SH DESCRIPTION");
        lines.add(escaped(description()));
        arguments(lines);
        commands(lines);
        exitCodes(lines);
        footer(lines);
        lines.add(".SH SEE ALSO");
        lines.add(others().map(other -> "\\fB" + escaped(other) + "\\fR(1)").collect(Collectors.joining(",\n")));
        return String.join("\n", lines) + "\n";
    }

    private static CommandLine.Help.ColorScheme plain() {
        return CommandLine.Help.defaultColorScheme(Ansi.OFF);
    }

    private String description() {
        return formatted(String.join(" ", command.usageMessage().description()));
    }

    private String firstSentence() {
        String first = description().replaceFirst("(?s)[.:] .*|\\.$", "");
        return first.substring(0, 1).toLowerCase(Locale.ROOT) + first.substring(1);
    }

    private void arguments(List<String> lines) {
        if (command.args().isEmpty()) {
            return;
        }
        lines.add(".SH OPTIONS");
        command.positionalParameters()
                .forEach(parameter -> entry(lines, parameter.paramLabel(), description(parameter)));
        command.options().stream()
                .filter(option -> !option.hidden())
                .forEach(option -> entry(lines, option(option), description(option)));
    }

    private static String option(OptionSpec option) {
        String value = option.arity().max() > 0 ? " " + option.paramLabel() : "";
        return String.join(", ", option.names()) + value;
    }

    private static String description(ArgSpec argument) {
        return formatted(String.join(" ", argument.description()));
    }

    private void commands(List<String> lines) {
        if (command.subcommands().isEmpty()) {
            return;
        }
        lines.add(".SH COMMANDS");
        command.subcommands()
                .forEach((name, line) -> entry(
                        lines,
                        name,
                        formatted(String.join(
                                " ", line.getCommandSpec().usageMessage().description()))));
    }

    private void exitCodes(List<String> lines) {
        if (command.usageMessage().exitCodeList().isEmpty()) {
            return;
        }
        lines.add(".SH EXIT STATUS");
        command.usageMessage().exitCodeList().forEach((code, meaning) -> entry(lines, code, meaning));
    }

    /** In lines as they are. One that is no more than a heading begins a section. */
    private void footer(List<String> lines) {
        String footer = command.usageMessage().footerHeading()
                + String.join("\n", command.usageMessage().footer());
        boolean open = false;
        for (String line : formatted(footer).strip().split("\n", -1)) {
            var heading = HEADING.matcher(line);
            if (heading.matches()) {
                lines.addAll(open ? List.of(".fi") : List.of());
                lines.add(".SH " + heading.group("name").toUpperCase(Locale.ROOT));
                lines.add(".nf");
                open = true;
            } else if (!line.isEmpty()) {
                lines.add(escaped(line));
            }
        }
        lines.addAll(open ? List.of(".fi") : List.of());
    }

    private Stream<String> others() {
        return command.parent() == null
                ? command.subcommands().values().stream()
                        .map(line -> line.getCommandSpec().qualifiedName("-"))
                : Stream.of(command.parent().qualifiedName("-"));
    }

    private static void entry(List<String> lines, String term, String text) {
        lines.add(".TP");
        lines.add(".B " + escaped(term));
        lines.add(escaped(text));
    }

    /** As picocli does it: with %n for a line's end. */
    private static String formatted(String text) {
        return String.format(text);
    }

    private static String quoted(String text) {
        return "\"" + escaped(text) + "\"";
    }

    private static String escaped(String text) {
        String escaped = text.replace("\\", "\\e").replace("-", "\\-").replace("'", "\\(aq");
        return escaped.startsWith(".") ? "\\&" + escaped : escaped;
    }
}
