package dev.slipway.runner.engine.docker;

import dev.slipway.runner.engine.Engine;
import dev.slipway.runner.engine.EngineException;
import dev.slipway.runner.engine.MachinePrograms;
import dev.slipway.runner.engine.NamedImage;
import dev.slipway.runner.engine.ProgramRun;
import dev.slipway.runner.event.EventListener;
import dev.slipway.runner.failure.Failure;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The daemon that the docker program talks to: that of its context, or of {@code DOCKER_HOST}. */
public final class DockerDaemon {
    private final MachinePrograms programs;

    public DockerDaemon(MachinePrograms programs) {
        this.programs = programs;
    }

    /** Fails if there is no docker program, or it finds no daemon. */
    public void require() throws EngineException, InterruptedException {
        ProcessBuilder version = programs.program(List.of("docker", "version", "--format", "{{.Server.Version}}"));
        try {
            ProgramRun.Outcome outcome = ProgramRun.of(version);
            if (!outcome.isGood()) {
                throw unavailable(
                        "docker finds no daemon: " + outcome.words(),
                        "Start one, or name one with DOCKER_HOST or 'docker context use'",
                        null);
            }
        } catch (ProgramRun.NoProgramException e) {
            throw noProgram(e);
        } catch (IOException e) {
            throw unavailable("docker does not answer: " + e.getMessage(), "See what is wrong with it", e);
        }
    }

    /** Loads images, all of them in one archive that is never on disk. */
    public void load(Engine engine, List<NamedImage> images, EventListener events)
            throws EngineException, InterruptedException {
        Path output = outputFile();
        Process docker = null;
        try {
            docker = startLoading(output);
            try (OutputStream archive = docker.getOutputStream()) {
                engine.export(images, archive, events);
            }
            if (docker.waitFor() != 0) {
                throw refused(output, null);
            }
        } catch (IOException e) {
            // It has ended while it was written to, and says why itself.
            throw refused(output, e);
        } finally {
            if (docker != null) {
                docker.destroyForcibly().waitFor();
            }
            delete(output);
        }
    }

    private Process startLoading(Path output) throws EngineException {
        try {
            return programs.program(List.of("docker", "load", "--quiet"))
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
        } catch (IOException e) {
            throw noProgram(e);
        }
    }

    private static EngineException noProgram(IOException e) {
        return unavailable("there is no docker program", "Install it with: apt-get install docker.io", e);
    }

    private static EngineException refused(Path output, @Nullable IOException cause) {
        String why;
        try {
            why = Files.readString(output, StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            why = e.toString();
        }
        String message = why.isEmpty() && cause != null ? String.valueOf(cause.getMessage()) : why;
        return unavailable("docker could not load the images: " + message, "See that its disk has room", cause);
    }

    private static Path outputFile() throws EngineException {
        try {
            return Files.createTempFile("slipway-docker", "");
        } catch (IOException e) {
            throw unavailable("cannot write a temporary file: " + e.getMessage(), "See that its disk has room", e);
        }
    }

    private static void delete(Path file) throws EngineException {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw unavailable("cannot delete " + file + ": " + e.getMessage(), "See that its disk is writable", e);
        }
    }

    private static EngineException unavailable(String message, String cure, @Nullable IOException cause) {
        return new EngineException(new Failure.EngineUnavailable(message, cure), cause);
    }
}
