package dev.slipway.runner.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Finds out who may log in where: in Docker's configuration, in a file or a variable, and from the helpers it names. */
final class Credentials {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String DOCKER_HUB_KEY = "https://index.docker.io/v1/";
    private static final String NOT_FOUND = "credentials not found";
    private static final int SECONDS_FOR_HELPERS = 60;

    private final RegistrySettings settings;

    Credentials(RegistrySettings settings) {
        this.settings = settings;
    }

    /** Something about credentials is not as it should be; the message has the cure. */
    static final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        UnusableException(String message) {
            super(message);
        }
    }

    Optional<Credential> of(String registry) throws UnusableException, InterruptedException {
        List<String> keys = keys(registry);
        Optional<Credential> found = inVariable(keys);
        return found.isPresent() ? found : inFile(keys);
    }

    /** All that tools have ever written for a registry; the first is what a helper is asked for. */
    private static List<String> keys(String registry) {
        return registry.equals(ImageReference.DOCKER_HUB)
                ? List.of(DOCKER_HUB_KEY, "docker.io", "index.docker.io", "registry-1.docker.io")
                : Stream.of("%s", "https://%s", "https://%s/", "https://%s/v1/", "https://%s/v2/", "http://%s")
                        .map(form -> form.formatted(registry))
                        .toList();
    }

    private Optional<Credential> inVariable(List<String> keys) throws UnusableException {
        if (settings.authConfig().isEmpty()) {
            return Optional.empty();
        }
        String where = "the variable " + RegistrySettings.AUTH_VARIABLE;
        return written(read(settings.authConfig(), where), keys, where);
    }

    private Optional<Credential> inFile(List<String> keys) throws UnusableException, InterruptedException {
        Path file = settings.dockerConfig();
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        JsonNode configuration = read(file);
        Optional<String> helper = helper(configuration, keys);
        Optional<Credential> credential = helper.isPresent() ? ask(helper.get(), keys.get(0)) : Optional.empty();
        return credential.isPresent() ? credential : written(configuration, keys, file.toString());
    }

    private static JsonNode read(Path file) throws UnusableException {
        try {
            return read(Files.readString(file), file.toString());
        } catch (IOException e) {
            throw new UnusableException(file + " cannot be read: " + e + ". Check its permissions");
        }
    }

    /** What Jackson says of a mistake would quote the text. */
    private static JsonNode read(String text, String where) throws UnusableException {
        try {
            return JSON.readTree(text);
        } catch (IOException e) {
            throw new UnusableException(where + " is no JSON. Write it anew with docker login");
        }
    }

    private static Optional<String> helper(JsonNode configuration, List<String> keys) {
        return Stream.concat(
                        keys.stream()
                                .map(key -> configuration.path("credHelpers").path(key)),
                        Stream.of(configuration.path("credsStore")))
                .map(node -> node.asText(""))
                .filter(name -> !name.isEmpty())
                .findFirst();
    }

    private static Optional<Credential> written(JsonNode configuration, List<String> keys, String where)
            throws UnusableException {
        for (String key : keys) {
            JsonNode entry = configuration.path("auths").path(key);
            String token = entry.path("identitytoken").asText("");
            String login = entry.path("auth").asText("");
            if (!token.isEmpty()) {
                return Optional.of(new Credential(Credential.TOKEN, token));
            }
            if (!login.isEmpty()) {
                return Optional.of(decoded(login, key, where));
            }
        }
        return Optional.empty();
    }

    private static Credential decoded(String login, String key, String where) throws UnusableException {
        try {
            String text = new String(Base64.getDecoder().decode(login), StandardCharsets.UTF_8);
            int colon = text.indexOf(':');
            if (colon > 0) {
                return new Credential(text.substring(0, colon), text.substring(colon + 1));
            }
        } catch (IllegalArgumentException e) {
            // Said below, without the text.
        }
        throw new UnusableException(
                where + " has no user and password for " + key + " that can be read. Log in with: docker login " + key);
    }

    private Optional<Credential> ask(String helper, String server) throws UnusableException, InterruptedException {
        String program = "docker-credential-" + helper;
        try {
            Process process = settings.helpers()
                    .program(List.of(program, "get"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try {
                return answer(process, program, server);
            } finally {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UnusableException("the credential helper " + program + " cannot be asked: " + e.getMessage()
                    + ". Install it, or take it out of " + settings.dockerConfig());
        }
    }

    private static Optional<Credential> answer(Process process, String program, String server)
            throws IOException, UnusableException, InterruptedException {
        try (OutputStream input = process.getOutputStream()) {
            input.write((server + "\n").getBytes(StandardCharsets.UTF_8));
        }
        if (!process.waitFor(SECONDS_FOR_HELPERS, TimeUnit.SECONDS)) {
            throw new IOException("no answer in " + SECONDS_FOR_HELPERS + " s");
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (process.exitValue() != 0) {
            if (output.contains(NOT_FOUND)) {
                return Optional.empty();
            }
            throw new IOException("it ended with " + process.exitValue());
        }
        JsonNode found = read(output, "what " + program + " printed");
        return Optional.of(new Credential(
                found.path("Username").asText(""), found.path("Secret").asText("")));
    }
}
