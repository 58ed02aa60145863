package dev.slipway.runner.doctor;

import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.sandbox.Namespace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** Asks the docker program, which talks to the daemon of its context, or of {@code DOCKER_HOST}. */
final class DockerProbe {
    private static final int PATIENCE = 10;

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
            Path output = Files.createTempFile("slipway-doctor", "");
            try {
                return answer(command, output);
            } finally {
                Files.delete(output);
            }
        } catch (IOException e) {
            return new DockerAnswers.Answer(false, String.valueOf(e.getMessage()));
        }
    }

    private DockerAnswers.Answer answer(List<String> command, Path output) throws IOException, InterruptedException {
        Process process = programs.program(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try {
            process.getOutputStream().close();
            if (!process.waitFor(PATIENCE, TimeUnit.SECONDS)) {
                return new DockerAnswers.Answer(false, "no answer within " + PATIENCE + " seconds");
            }
            return new DockerAnswers.Answer(process.exitValue() == 0, firstLine(output));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    private static String firstLine(Path output) throws IOException {
        return Files.readAllLines(output, StandardCharsets.UTF_8).stream()
                .filter(line -> !line.isBlank())
                .findFirst()
                .map(String::strip)
                .orElse("says nothing");
    }
}
