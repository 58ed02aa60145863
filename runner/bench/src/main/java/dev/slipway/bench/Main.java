package dev.slipway.bench;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The program; {@code run} starts it in a machine that has all the tools. */
@Command(
        name = "run",
        description = "Builds one family of images with several tools in turn, and tells how long each took.",
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class Main implements Callable<Integer> {
    private static final int FAILED = 1;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "3",
            description = "how often all is done; ${DEFAULT-VALUE} unless told")
    private int runs;

    @Option(names = "--output", paramLabel = "FOLDER", required = true, description = "for the report and its picture")
    private Path output;

    @Option(names = "--work", hidden = true, required = true)
    private Path work;

    @Option(names = "--checkout", hidden = true, required = true)
    private Path checkout;

    @Option(names = "--archive", hidden = true, required = true)
    private String archive;

    @Spec
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    public static void main(String... arguments) {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((exception, command, parsed) -> {
            if (exception instanceof IOException) {
                command.getErr().println("bench: " + exception.getMessage());
                return FAILED;
            }
            throw exception;
        });
        System.exit(line.execute(arguments));
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        PrintWriter out = spec.commandLine().getOut();
        Files.createDirectories(output);
        Path log = Files.writeString(output.resolve("log"), "");
        Commands commands = new Commands(work, log, Map.of());
        Commands docker = commands.with(Map.of("DOCKER_HOST", "unix://" + Services.socket(work)));
        try (Services services = Services.start(commands, work, archive)) {
            Ports ports = services.ports();
            Bases.push(docker, work, ports);
            Path here = checkout.resolve("runner/bench");
            Families families = Families.compile(here.resolve("family"), work.resolve("family"), ports);
            // As mvn package does it for the Java that it runs on, which may be another than the tools' machine has.
            commands.run(checkout.resolve("runner/bin/archive-classes").toString());
            Slipway slipway = new Slipway(checkout.resolve("runner/bin/runner"), commands, work.resolve("slipway"));
            Original original = new Original(
                    docker, here.resolve("original/docker-bake.hcl"), work.resolve("original.yaml"), ports);
            List<Tool> tools = List.of(
                    slipway,
                    new Floor(commands, work.resolve("floor")),
                    new Bake(docker),
                    original,
                    new Buildah(commands, work.resolve("buildah")));
            Race race = new Race(families, ports, commands, out);
            out.println("first, unmeasured: everything once, so that the proxy has it");
            out.flush();
            race.prepare(slipway);
            boolean complete = true;
            for (int run = 1; run <= runs; run++) {
                for (Tool tool : tools) {
                    complete &= race.run(tool, run);
                }
            }
            Report report =
                    new Report(race.results(), tools.stream().map(Tool::name).toList());
            new Summary(report, slipway.peakMemory(), runs).write(output, commands, here);
            out.print(Files.readString(output.resolve("report.md")));
            out.flush();
            race.compare(slipway, original);
            return complete ? 0 : FAILED;
        }
    }
}
