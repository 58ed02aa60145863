package dev.slipway.runner.cli;

import dev.slipway.model.Suggestion;
import dev.slipway.runner.archive.ArchiveFormat;
import dev.slipway.runner.failure.ExitCode;
import dev.slipway.runner.failure.InputException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line: arguments in, exit code out. */
final class Application {
    /** In the order of their help. */
    private static final Map<String, Function<Actions, Object>> COMMANDS = commands();

    private final Surroundings surroundings;

    Application(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    int run(String... arguments) {
        try {
            List<String> rewritten = LegacyTargets.rewrite(
                    Arrays.asList(arguments),
                    () -> surroundings.catalogs().get().images());
            return commandLine(rewritten).execute(rewritten.toArray(String[]::new));
        } catch (InputException e) {
            return refuse(e);
        } finally {
            surroundings.terminal().out().flush();
            surroundings.terminal().err().flush();
        }
    }

    /** With all commands. */
    CommandLine commandLine() {
        return commandLine(List.of());
    }

    private CommandLine commandLine(List<String> arguments) {
        CommandLine line = new CommandLine(new RunnerCommand());
        Actions actions = new Actions(surroundings, arguments);
        wanted(arguments).forEach((name, command) -> line.addSubcommand(name, command.apply(actions)));
        Terminal terminal = surroundings.terminal();
        // EngineProcess looks at the first argument, which would be in the file.
        line.setExpandAtFiles(false);
        line.setOut(terminal.out());
        line.setErr(terminal.err());
        line.setColorScheme(CommandLine.Help.defaultColorScheme(terminal.colours() ? Ansi.ON : Ansi.OFF));
        line.registerConverter(Progress.class, new Choice<>(Progress.class));
        line.registerConverter(ArchiveFormat.class, new Choice<>(ArchiveFormat.class));
        line.registerConverter(GraphFormat.class, new Choice<>(GraphFormat.class));
        line.registerConverter(MatrixFormat.class, new Choice<>(MatrixFormat.class));
        line.registerConverter(TagScheme.class, new Choice<>(TagScheme.class));
        line.registerConverter(EngineKind.class, new Choice<>(EngineKind.class));
        line.registerConverter(CompletedShell.class, new Choice<>(CompletedShell.class));
        line.setParameterExceptionHandler((exception, unused) -> refuse(exception));
        line.setExecutionExceptionHandler((exception, command, result) -> failed(exception));
        return line;
    }

    private static Map<String, Function<Actions, Object>> commands() {
        Map<String, Function<Actions, Object>> commands = new LinkedHashMap<>();
        commands.put("list", ListCommand::new);
        commands.put("plan", PlanCommand::new);
        commands.put("graph", GraphCommand::new);
        commands.put("matrix", MatrixCommand::new);
        commands.put("build", BuildCommand::new);
        commands.put("build-all", BuildAllCommand::new);
        commands.put("push", PushCommand::new);
        commands.put("push-all", PushAllCommand::new);
        commands.put("promote", PromoteCommand::new);
        commands.put("inspect", InspectCommand::new);
        commands.put("diff", DiffCommand::new);
        commands.put("untag", UntagCommand::new);
        commands.put("save", SaveCommand::new);
        commands.put("load", LoadCommand::new);
        commands.put("shell", ShellCommand::new);
        commands.put("lock", LockCommand::new);
        commands.put("outdated", OutdatedCommand::new);
        commands.put("why", WhyCommand::new);
        commands.put("export", ExportCommand::new);
        commands.put("explain", ExplainCommand::new);
        commands.put("logs", LogsCommand::new);
        commands.put("doctor", DoctorCommand::new);
        commands.put("df", DfCommand::new);
        commands.put("prune", PruneCommand::new);
        commands.put("completion", CompletionCommand::new);
        return commands;
    }

    /** The one that is asked for, else all: to read what a command takes costs 20 ms of every start. */
    private static Map<String, Function<Actions, Object>> wanted(List<String> arguments) {
        Optional<String> first = arguments.stream().findFirst().filter(COMMANDS::containsKey);
        return first.map(name -> Map.of(name, COMMANDS.get(name))).orElse(COMMANDS);
    }

    private int failed(Exception exception) throws Exception {
        if (exception instanceof InputException input) {
            return refuse(input);
        }
        if (exception instanceof InterruptedException) {
            surroundings.terminal().err().println("runner: interrupted");
            return ExitCode.INTERRUPTED;
        }
        throw exception;
    }

    private int refuse(InputException exception) {
        surroundings.terminal().err().println("runner: " + exception.getMessage());
        return ExitCode.BAD_INPUT;
    }

    private int refuse(ParameterException exception) {
        CommandLine command = exception.getCommandLine();
        surroundings.terminal().err().println("runner: " + message(exception, command));
        surroundings
                .terminal()
                .err()
                .println("Try '" + command.getCommandSpec().qualifiedName() + " --help' for all that there is.");
        return ExitCode.BAD_INPUT;
    }

    private static String message(ParameterException exception, CommandLine command) {
        if (exception instanceof UnmatchedArgumentException unmatched) {
            String word = unmatched.getUnmatched().get(0);
            return unmatched.isUnknownOption() ? noOption(word, command) : notExpected(word, command);
        }
        if (exception instanceof MissingParameterException) {
            // It may be there, but misspelt.
            return command.getUnmatchedArguments().stream()
                    .filter(word -> word.startsWith("-"))
                    .findFirst()
                    .map(word -> noOption(word, command))
                    .orElse(String.valueOf(exception.getMessage()));
        }
        return String.valueOf(exception.getMessage());
    }

    private static String noOption(String word, CommandLine command) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        return "there is no option '" + name + "'."
                + Suggestion.didYouMean(
                        name, command.getCommandSpec().optionsMap().keySet());
    }

    private static String notExpected(String word, CommandLine command) {
        List<String> commands = new ArrayList<>(command.getSubcommands().keySet());
        return commands.isEmpty()
                ? "'" + word + "' is not expected here"
                : "there is no command '" + word + "'." + Suggestion.didYouMean(word, commands);
    }
}
