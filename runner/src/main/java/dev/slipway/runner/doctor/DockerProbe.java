package dev.slipway.runner.doctor;

import dev.slipway.runner.engine.InspectedBuilder;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.engine.ProgramRun;
import dev.slipway.runner.sandbox.Namespace;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the docker program, which talks to the daemon of its context, or of {@code DOCKER_HOST}. */
final class DockerProbe {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final MachinePrograms programs;

    DockerProbe(MachinePrograms programs) {
        this.programs = programs;
    }

    DockerAnswers ask() throws InterruptedException {
        Optional<String> docker = Namespace.program("docker");
        if (docker.isEmpty()) {
            DockerAnswers.Answer none = new DockerAnswers.Answer(false, "there is no docker program to ask");
            return new DockerAnswers(docker, none, none, none);
        }
        return new DockerAnswers(
                docker,
                ask(docker.get(), DockerProbe::firstLine, "version", "--format", "{{.Server.Version}}"),
                ask(docker.get(), DockerProbe::firstLine, "buildx", "version"),
                ask(docker.get(), DockerProbe::builder, "buildx", "inspect"));
    }

    /** What an exit code and what was printed mean. */
    private interface Reading {
        DockerAnswers.Answer of(boolean isGood, List<String> lines);
    }

    private DockerAnswers.Answer ask(String docker, Reading reading, String... question) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(docker));
        command.addAll(List.of(question));
        try {
            ProgramRun.Outcome outcome = new ProgramRun(programs.program(command), Optional.of(PATIENCE)).run();
            return reading.of(outcome.isGood(), outcome.words().lines().toList());
        } catch (IOException e) {
            return new DockerAnswers.Answer(false, String.valueOf(e.getMessage()));
        }
    }

    private static DockerAnswers.Answer firstLine(boolean isGood, List<String> lines) {
        return new DockerAnswers.Answer(
                isGood,
                lines.stream()
                        .filter(line -> !line.isBlank())
                        .findFirst()
                        .map(String::strip)
                        .orElse("says nothing"));
    }

    private static DockerAnswers.Answer builder(boolean isGood, List<String> lines) {
        return isGood ? builder(InspectedBuilder.parse(lines)) : firstLine(false, lines);
    }

    /** Most are started when they are needed, and know their version only then. */
    static DockerAnswers.Answer builder(InspectedBuilder builder) {
        String name = builder.name() + " (" + builder.driver() + ")";
        Optional<String> problem =
                builder.problem().map(text -> "its BuildKit " + text).or(builder::error);
        return problem.map(text -> new DockerAnswers.Answer(false, name + ": " + text))
                .orElseGet(() -> new DockerAnswers.Answer(
                        true,
                        name + ": "
                                + (builder.versions().isEmpty()
                                        ? String.join(", ", builder.states())
                                        : "BuildKit " + String.join(", ", builder.versions()))));
    }
}
