package dev.slipway.runner.doctor;

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
            return new DockerAnswers(docker, none, none);
        }
        return new DockerAnswers(
                docker,
                ask(docker.get(), "version", "--format", "{{.Server.Version}}"),
                ask(docker.get(), "buildx", "version"));
    }

    private DockerAnswers.Answer ask(String docker, String... question) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of(docker));
        command.addAll(List.of(question));
        try {
            ProgramRun.Outcome outcome = new ProgramRun(programs.program(command), Optional.of(PATIENCE)).run();
            return new DockerAnswers.Answer(outcome.isGood(), firstLine(outcome.words()));
        } catch (IOException e) {
            return new DockerAnswers.Answer(false, String.valueOf(e.getMessage()));
        }
    }

    private static String firstLine(String words) {
        return words.lines()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(String::strip)
                .orElse("says nothing");
    }
}
