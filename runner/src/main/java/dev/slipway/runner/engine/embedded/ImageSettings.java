package dev.slipway.runner.engine.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.graph.Instruction;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an image says besides its files: the {@code config} object of the OCI image configuration.
 *
 * @param environment in the order in which it was set
 * @param shell of shell-form commands; not part of an OCI configuration, so that a base's is always the default
 * @param inherited what a base's configuration holds and no instruction here changes: health check, stop signal, ports
 */
record ImageSettings(
        Map<String, String> environment,
        String user,
        String workdir,
        List<String> shell,
        List<String> entrypoint,
        List<String> command,
        Map<String, String> labels,
        List<String> ports,
        List<String> volumes,
        ObjectNode inherited) {
    static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
    private static final List<String> DEFAULT_SHELL = List.of("/bin/sh", "-c");

    ImageSettings {
        environment = Collections.unmodifiableMap(new LinkedHashMap<>(environment));
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        shell = List.copyOf(shell);
        entrypoint = List.copyOf(entrypoint);
        command = List.copyOf(command);
        ports = List.copyOf(ports);
        volumes = List.copyOf(volumes);
    }

    /** Those of a base, from the {@code config} object of its image configuration; an empty object for none. */
    static ImageSettings of(JsonNode config) {
        Map<String, String> environment = new LinkedHashMap<>();
        config.path("Env").forEach(entry -> {
            String[] parts = entry.asText().split("=", 2);
            environment.put(parts[0], parts.length > 1 ? parts[1] : "");
        });
        environment.putIfAbsent("PATH", DEFAULT_PATH);
        Map<String, String> labels = new LinkedHashMap<>();
        config.path("Labels")
                .properties()
                .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
        ObjectNode inherited = JsonNodeFactory.instance.objectNode();
        for (String key : List.of("Healthcheck", "StopSignal")) {
            JsonNode value = config.get(key);
            if (value != null && !value.isNull()) {
                inherited.set(key, value);
            }
        }
        return new ImageSettings(
                environment,
                config.path("User").asText(""),
                config.path("WorkingDir").asText(""),
                DEFAULT_SHELL,
                strings(config.path("Entrypoint")),
                strings(config.path("Cmd")),
                labels,
                keys(config.path("ExposedPorts")),
                keys(config.path("Volumes")),
                inherited);
    }

    /** What commands start in: the root where nothing was said. */
    String workdirOrRoot() {
        return workdir.isEmpty() ? "/" : workdir;
    }

    String expand(String text) {
        return Variables.expand(text, environment);
    }

    ImageSettings with(Instruction.Env env) {
        Map<String, String> extended = new LinkedHashMap<>(environment);
        extended.put(env.name(), expand(env.value().value()));
        return new ImageSettings(
                extended, user, workdir, shell, entrypoint, command, labels, ports, volumes, inherited);
    }

    ImageSettings with(Instruction.Label label) {
        Map<String, String> extended = new LinkedHashMap<>(labels);
        extended.put(label.name(), expand(label.value().value()));
        return new ImageSettings(
                environment, user, workdir, shell, entrypoint, command, extended, ports, volumes, inherited);
    }

    ImageSettings with(Instruction.Setting setting) {
        String value = expand(setting.value().value());
        return switch (setting.kind()) {
            case USER ->
                new ImageSettings(
                        environment, value, workdir, shell, entrypoint, command, labels, ports, volumes, inherited);
            case WORKDIR ->
                new ImageSettings(
                        environment,
                        user,
                        absolute(value),
                        shell,
                        entrypoint,
                        command,
                        labels,
                        ports,
                        volumes,
                        inherited);
            case EXPOSE ->
                new ImageSettings(
                        environment,
                        user,
                        workdir,
                        shell,
                        entrypoint,
                        command,
                        labels,
                        added(ports, value.contains("/") ? value : value + "/tcp"),
                        volumes,
                        inherited);
            case VOLUME ->
                new ImageSettings(
                        environment,
                        user,
                        workdir,
                        shell,
                        entrypoint,
                        command,
                        labels,
                        ports,
                        added(volumes, value),
                        inherited);
        };
    }

    /** An entry point of one's own drops the base's default command, as a Dockerfile's does. */
    ImageSettings with(Instruction.Invocation invocation) {
        List<String> arguments = invocation.arguments().stream()
                .map(argument -> argument.value())
                .toList();
        return switch (invocation.kind()) {
            case SHELL ->
                new ImageSettings(
                        environment, user, workdir, arguments, entrypoint, command, labels, ports, volumes, inherited);
            case ENTRYPOINT ->
                new ImageSettings(
                        environment, user, workdir, shell, arguments, List.of(), labels, ports, volumes, inherited);
            case CMD ->
                new ImageSettings(
                        environment, user, workdir, shell, entrypoint, arguments, labels, ports, volumes, inherited);
        };
    }

    /** The {@code config} object of an OCI image configuration. */
    ObjectNode config() {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        put(config, "User", user);
        ArrayNode variables = config.putArray("Env");
        environment.forEach((name, value) -> variables.add(name + "=" + value));
        put(config, "Entrypoint", entrypoint);
        put(config, "Cmd", command);
        put(config, "WorkingDir", workdir);
        if (!labels.isEmpty()) {
            ObjectNode object = config.putObject("Labels");
            labels.forEach(object::put);
        }
        putKeys(config, "ExposedPorts", ports);
        putKeys(config, "Volumes", volumes);
        config.setAll(inherited);
        return config;
    }

    private String absolute(String path) {
        return path.startsWith("/") ? path : workdirOrRoot().replaceAll("/$", "") + "/" + path;
    }

    private static void put(ObjectNode config, String key, String value) {
        if (!value.isEmpty()) {
            config.put(key, value);
        }
    }

    private static void put(ObjectNode config, String key, List<String> values) {
        if (!values.isEmpty()) {
            ArrayNode array = config.putArray(key);
            values.forEach(array::add);
        }
    }

    private static void putKeys(ObjectNode config, String key, List<String> values) {
        if (!values.isEmpty()) {
            ObjectNode object = config.putObject(key);
            values.forEach(object::putObject);
        }
    }

    private static List<String> added(List<String> values, String value) {
        if (values.contains(value)) {
            return values;
        }
        List<String> extended = new ArrayList<>(values);
        extended.add(value);
        return extended;
    }

    private static List<String> strings(@Nullable JsonNode array) {
        List<String> strings = new ArrayList<>();
        if (array != null) {
            array.forEach(item -> strings.add(item.asText()));
        }
        return strings;
    }

    private static List<String> keys(JsonNode object) {
        return object.properties().stream().map(Map.Entry::getKey).sorted().toList();
    }
}
