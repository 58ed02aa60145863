package dev.slipway.runner.cli;

import dev.slipway.runner.catalogs.Catalogs;
import dev.slipway.runner.help.ManPage;
import dev.slipway.runner.registry.Learned;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Writes the man pages of all commands, while the runner is built. */
public final class ManPages {
    private ManPages() {}

    /** Writes them into the folder that is named first; second is the time of the build, whose day is that of the pages. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        String day = arguments[1].substring(0, "2026-11-01".length());
        String version = new Version().getVersion()[0];
        for (CommandSpec command : commands()) {
            ManPage page = new ManPage(command, day, version);
            Files.writeString(folder.resolve(page.name() + ".1"), page.text());
        }
    }

    private static List<CommandSpec> commands() {
        PrintWriter nowhere = new PrintWriter(Writer.nullWriter());
        CommandLine runner = new Application(new Surroundings(
                        new Terminal(nowhere, nowhere, false),
                        Map.of(),
                        Clock.systemUTC(),
                        () -> Catalogs.of(List.of()),
                        new EmbeddedEngines(List.of(), new Learned())))
                .commandLine();
        return Stream.concat(Stream.of(runner), runner.getSubcommands().values().stream())
                .map(CommandLine::getCommandSpec)
                .toList();
    }
}
