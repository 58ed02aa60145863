package dev.slipway.processor.validate;

import static dev.slipway.processor.validate.Values.VALUE;

import dev.slipway.model.Network;
import dev.slipway.model.Patience;
import dev.slipway.model.Program;
import dev.slipway.model.Step;
import dev.slipway.model.Text;
import dev.slipway.model.TimeSpan;
import dev.slipway.processor.diagnostic.Rule;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Reads commands. */
final class RunSteps {
    private static final String ENV = "env";
    private static final String SCRIPT = "script";
    private static final String FILES = "files";
    private static final String TIMEOUT = "timeout";
    private static final String RETRIES = "retries";
    private static final Pattern SINGLE_QUOTED = Pattern.compile("'[^'\n]*'");

    private RunSteps() {}

    static Step run(Values values, BaseReader bases) {
        SortedMap<String, Text> environment = environment(values);
        RunMounts mounts = RunMounts.read(values, bases);
        return new Step.Run(
                program(values, environment),
                environment,
                values.word().flag("network") ? Network.DEFAULT : Network.NONE,
                mounts.caches(),
                mounts.secrets(),
                mounts.tmpfs(),
                mounts.binds(),
                files(values),
                values.plain("user"),
                patience(values),
                values.origins());
    }

    private static Program program(Values values, SortedMap<String, Text> environment) {
        List<Text> lines = values.texts(VALUE);
        String script = values.plain(SCRIPT);
        if (lines.isEmpty() == script.isEmpty()) {
            values.findings()
                    .report(
                            Rule.RUN_NEEDS_ONE,
                            values.word().place(),
                            lines.isEmpty()
                                    ? "@Run has nothing to execute: write lines, or name a script"
                                    : "@Run has both lines and a script: use one of them");
        }
        values.word().texts(VALUE).forEach(line -> checkQuotes(line, values));
        if (script.isEmpty()) {
            Program.Inline inline = new Program.Inline(Text.join("\n", lines));
            checkInterpreter(inline, environment, values);
            return inline;
        }
        values.checkFile(SCRIPT, script, ContextFolder.Wanted.SCRIPT);
        return new Program.ScriptFile(script);
    }

    private static void checkInterpreter(Program.Inline inline, SortedMap<String, Text> environment, Values values) {
        if (inline.namesInterpreter() && !environment.isEmpty()) {
            values.findings()
                    .report(
                            Rule.INTERPRETED_LINES,
                            values.word().place(ENV),
                            "no Dockerfile can set variables for lines that name their interpreter."
                                    + " Put the lines into a file of the context, and name it by 'script'");
        }
        if (!inline.isShell()) {
            inline.lines()
                    .references()
                    .findFirst()
                    .ifPresent(reference -> values.findings()
                            .report(
                                    Rule.INTERPRETED_LINES,
                                    values.word().place(VALUE),
                                    "'" + reference + "' would become a shell variable, and these lines are for no"
                                            + " shell. Put them into a file of the context, name it by 'script', and"
                                            + " pass the value by 'env'"));
        }
    }

    /** A reference becomes a shell variable, which single quotes would leave as it stands. */
    private static void checkQuotes(String line, Values values) {
        SINGLE_QUOTED
                .matcher(line)
                .results()
                .map(MatchResult::group)
                .flatMap(quoted -> parsed(quoted).references().limit(1))
                .forEach(reference -> values.findings()
                        .report(
                                Rule.PLACEHOLDER_IN_SINGLE_QUOTES,
                                values.word().place(VALUE, line),
                                "'" + reference + "' stands in single quotes, where the shell does not replace it."
                                        + " Use double quotes"));
    }

    private static Text parsed(String source) {
        try {
            return Text.parse(source);
        } catch (IllegalArgumentException e) {
            return Text.literal(source);
        }
    }

    private static SortedMap<String, Text> environment(Values values) {
        SortedMap<String, Text> environment = new TreeMap<>();
        for (Values variable : values.nested(ENV)) {
            String name = variable.plain("name", Form.VARIABLE);
            Text value = variable.text(VALUE);
            Text other = environment.put(name, value);
            if (other != null && !other.equals(value)) {
                values.findings()
                        .report(
                                Rule.CONTRADICTORY_SETTINGS,
                                variable.word().place(),
                                "variable '" + name + "' is both '" + other + "' and '" + value
                                        + "'. Keep one of them");
            }
        }
        return environment;
    }

    private static Patience patience(Values values) {
        String timeout = values.plain(TIMEOUT);
        if (!timeout.isEmpty()) {
            values.checkPlain(TIMEOUT, timeout, Form.TIMEOUT);
        }
        int retries = values.word().number(RETRIES);
        if (retries < 0) {
            values.findings()
                    .report(
                            Rule.NEGATIVE_RETRIES,
                            values.word().place(RETRIES),
                            "a command cannot be tried again " + retries + " times: 0 is the least");
        }
        int seconds = (int) TimeSpan.parse(timeout).orElse(Duration.ZERO).toSeconds();
        return new Patience(seconds, Math.max(retries, 0));
    }

    private static List<String> files(Values values) {
        List<String> files = values.plains(FILES);
        files.forEach(file -> values.checkFile(FILES, file, ContextFolder.Wanted.FILE_OR_FOLDER));
        return files;
    }
}
