package dev.slipway.runner.cli;

import dev.slipway.runner.display.PageView;
import dev.slipway.runner.display.Palette;
import dev.slipway.runner.failure.ExitCode;
import dev.slipway.runner.help.DiagnosticPage;
import dev.slipway.runner.help.DiagnosticPages;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        description = "Explains a message of the compiler: why it is one, with an example of the mistake and of what is"
                + " right. Without a tag, says which there are.",
        footerHeading = "%nExamples:%n",
        footer = {
            "  runner explain",
            "  runner explain UnknownPlaceholder",
            "  runner explain Slipway.MissingContextFile"
        })
final class ExplainCommand implements Callable<Integer> {
    private final Actions actions;

    @Parameters(
            paramLabel = "TAG",
            arity = "0..1",
            description = "What stands in brackets before the message: Slipway.UnknownPlaceholder, or the last of it.")
    private Optional<String> tag = Optional.empty();

    ExplainCommand(Actions actions) {
        this.actions = actions;
    }

    @Override
    public Integer call() {
        Terminal terminal = actions.surroundings().terminal();
        PageView view = new PageView(new Palette(terminal.colours()));
        DiagnosticPages pages = DiagnosticPages.load();
        if (tag.isPresent()) {
            view.printPage(pages.page(tag.get()).text(), terminal.out());
        } else {
            Map<String, String> summaries = new LinkedHashMap<>();
            for (DiagnosticPage page : pages.all()) {
                summaries.put(page.tag(), page.summary());
            }
            view.printList(summaries, terminal.out());
        }
        return ExitCode.OK;
    }
}
