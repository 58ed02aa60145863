package dev.slipway.runner.help;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Its commands are described, never run. */
@SuppressWarnings("unused")
class ManPageTest {
    @Command(
            name = "runner",
            description = "Builds images.",
            exitCodeListHeading = "Exit codes:%n",
            exitCodeList = {"0:all done", "1:an image failed"},
            footerHeading = "%nSelectors:%n",
            footer = {"  'ext*'  some", "", "Environment variables:", "  HOME    a folder"})
    private static final class Runner {}

    @Command(
            description = "Prints what would be done: steps. Does 100 %% of nothing.",
            footerHeading = "%nExamples:%n",
            footer = "  runner plan 'ext*'")
    private static final class Plan {
        @Parameters(paramLabel = "SELECTOR", description = "The image's name.")
        private String selector = "";

        @Option(
                names = {"-o", "--output"},
                paramLabel = "FILE",
                description = "A file, with \\ or not.")
        private Path output = Path.of("");

        @Option(names = "--json", description = ".json, not text.")
        private boolean json;

        @Option(names = "--line", hidden = true, description = "Not for people.")
        private boolean line;
    }

    @Test
    void a_command_has_a_page() {
        CommandSpec plan = runner().getSubcommands().get("plan").getCommandSpec();
        ManPage page = new ManPage(plan, "2026-11-01", "runner 1.0");

        assertThat(page.name()).isEqualTo("runner-plan");
        assertThat(page.text()).isEqualTo("""
                .TH "RUNNER\\-PLAN" 1 "2026-11-01" "runner 1.0" "Slipway"
                .SH NAME
                runner\\-plan \\- prints what would be done
                .SH SYNOPSIS
                runner plan [OPTIONS] SELECTOR
                .SH DESCRIPTION
                Prints what would be done: steps. Does 100 % of nothing.
                .SH OPTIONS
                .TP
                .B SELECTOR
                The image\\(aqs name.
                .TP
                .B \\-o, \\-\\-output FILE
                A file, with \\e or not.
                .TP
                .B \\-\\-json
                \\&.json, not text.
                .SH EXAMPLES
                .nf
                  runner plan \\(aqext*\\(aq
                .fi
                .SH SEE ALSO
                \\fBrunner\\fR(1)
                """);
    }

    @Test
    void the_program_has_a_page_with_all_commands() {
        assertThat(new ManPage(runner().getCommandSpec(), "2026-11-01", "runner 1.0").text())
                .isEqualTo("""
                        .TH "RUNNER" 1 "2026-11-01" "runner 1.0" "Slipway"
                        .SH NAME
                        runner \\- builds images
                        .SH SYNOPSIS
                        runner [COMMAND]
                        .SH DESCRIPTION
                        Builds images.
                        .SH COMMANDS
                        .TP
                        .B plan
                        Prints what would be done: steps. Does 100 % of nothing.
                        .SH EXIT STATUS
                        .TP
                        .B 0
                        all done
                        .TP
                        .B 1
                        an image failed
                        .SH SELECTORS
                        .nf
                          \\(aqext*\\(aq  some
                        .fi
                        .SH ENVIRONMENT VARIABLES
                        .nf
                          HOME    a folder
                        .fi
                        .SH SEE ALSO
                        \\fBrunner\\-plan\\fR(1)
                        """);
    }

    private static CommandLine runner() {
        return new CommandLine(new Runner()).addSubcommand("plan", new Plan());
    }
}
