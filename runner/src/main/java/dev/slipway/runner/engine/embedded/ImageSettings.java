package dev.slipway.runner.engine.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.graph.Instruction;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What an image says besides its files: the {@code config} object of an image configuration. Immutable. */
final class ImageSettings {
    static final String DEFAULT_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    private static final String USER = "User";
    private static final String VARIABLES = "Env";
    private static final String ENTRYPOINT = "Entrypoint";
    private static final String COMMAND = "Cmd";
    private static final String WORKDIR = "WorkingDir";
    private static final String LABELS = "Labels";
    private static final String PORTS = "ExposedPorts";
    private static final String VOLUMES = "Volumes";
    private static final String SHELL = "Shell";

    /**
     * What an image has from its base: all of the OCI image specification's that means something still, and Docker's
     * health check and shell. Docker's triggers ({@code OnBuild}) are none: an image says itself what it has.
     */
    private static final List<String> INHERITED = List.of(
            USER, VARIABLES, ENTRYPOINT, COMMAND, WORKDIR, LABELS, PORTS, VOLUMES, "StopSignal", "Healthcheck", SHELL);

    private static final List<String> DEFAULT_SHELL = List.of("/bin/sh", "-c");
    private static final Pattern PORT =
            Pattern.compile("(?<first>[0-9]{1,5})(?:-(?<last>[0-9]{1,5}))?(?:/(?<protocol>[A-Za-z]+))?");
    private static final int HIGHEST_PORT = 65535;

    private final ObjectNode config;
    /** Whether the stage has a command of its own, which an entry point then leaves alone. */
    private final boolean ownCommand;

    private ImageSettings(ObjectNode config, boolean ownCommand) {
        this.config = config;
        this.ownCommand = ownCommand;
    }

    /** Those that a stage gets from its base. */
    static ImageSettings of(JsonNode base) {
        ObjectNode config = JsonNodeFactory.instance.objectNode();
        for (String key : INHERITED) {
            JsonNode value = base.path(key);
            boolean isNothing =
                    value.isContainerNode() ? value.isEmpty() : value.asText().isEmpty();
            if (!isNothing && !value.isNull()) {
                config.set(key, value);
            }
        }
        Map<String, String> variables = variables(config);
        if (!variables.containsKey("PATH")) {
            variables.put("PATH", DEFAULT_PATH);
            putVariables(config, variables);
        }
        return new ImageSettings(config, false);
    }

    /** Those of nothing. */
    static ImageSettings ofScratch() {
        return of(JsonNodeFactory.instance.objectNode().put(WORKDIR, "/"));
    }

    /** These as a base of another stage. */
    ImageSettings asBase() {
        return new ImageSettings(config, false);
    }

    /** In the order in which it was set. */
    Map<String, String> environment() {
        return variables(config);
    }

    /** Whom commands run as; empty for root. */
    String user() {
        return config.path(USER).asText();
    }

    /** What commands start in: the root where nothing was said. */
    String workdirOrRoot() {
        String workdir = config.path(WORKDIR).asText();
        return workdir.isEmpty() ? "/" : workdir;
    }

    /** What the lines of commands are handed to. */
    List<String> shell() {
        List<String> shell = strings(config.path(SHELL));
        return shell.isEmpty() ? DEFAULT_SHELL : shell;
    }

    /** @throws IllegalArgumentException if a substitution is none that there is */
    String expand(String text) {
        return Variables.expand(text, environment());
    }

    ImageSettings with(Instruction.Env env) {
        Map<String, String> variables = environment();
        variables.put(env.name(), expand(env.value().value()));
        return with(changed -> putVariables(changed, variables));
    }

    ImageSettings with(Instruction.Label label) {
        String value = expand(label.value().value());
        return with(changed -> changed.withObjectProperty(LABELS).put(label.name(), value));
    }

    ImageSettings with(Instruction.Setting setting) {
        String value = expand(setting.value().value());
        return switch (setting.kind()) {
            case USER -> with(changed -> changed.put(USER, value));
            case WORKDIR -> with(changed -> changed.put(WORKDIR, ImagePaths.absolute(workdirOrRoot(), value)));
            case EXPOSE -> {
                List<String> ports = ports(value);
                yield with(changed -> ports.forEach(changed.withObjectProperty(PORTS)::putObject));
            }
            case VOLUME -> with(changed -> changed.withObjectProperty(VOLUMES).putObject(value));
        };
    }

    /** An entry point drops the default command of the base, though not one that its own stage has set before. */
    ImageSettings with(Instruction.Invocation invocation) {
        List<String> arguments = invocation.arguments().stream()
                .map(argument -> argument.value())
                .toList();
        return switch (invocation.kind()) {
            case SHELL -> with(changed -> put(changed, SHELL, arguments));
            case ENTRYPOINT ->
                with(changed -> {
                    put(changed, ENTRYPOINT, arguments);
                    if (!ownCommand) {
                        changed.remove(COMMAND);
                    }
                });
            case CMD -> new ImageSettings(with(changed -> put(changed, COMMAND, arguments)).config, true);
        };
    }

    /** The {@code config} object. */
    ObjectNode config() {
        return config.deepCopy();
    }

    private ImageSettings with(Consumer<ObjectNode> change) {
        ObjectNode changed = config.deepCopy();
        change.accept(changed);
        return new ImageSettings(changed, ownCommand);
    }

    /** Every port of ranges such as {@code 70-72/udp}. */
    private static List<String> ports(String value) {
        List<String> ports = new ArrayList<>();
        for (String range : value.trim().split("\\s+", -1)) {
            Matcher matcher = PORT.matcher(range);
            if (!matcher.matches()) {
                throw new IllegalArgumentException("'" + range + "' is no port. Write 5432, 5432/udp or 5000-5009");
            }
            int first = Integer.parseInt(matcher.group("first"));
            int last = matcher.group("last") == null ? first : Integer.parseInt(matcher.group("last"));
            if (last < first || last > HIGHEST_PORT) {
                throw new IllegalArgumentException(
                        "'" + range + "' are no ports: they end before they begin, or after " + HIGHEST_PORT);
            }
            String protocol = matcher.group("protocol") == null ? "tcp" : matcher.group("protocol");
            for (int port = first; port <= last; port++) {
                ports.add(port + "/" + protocol.toLowerCase(Locale.ROOT));
            }
        }
        return ports;
    }

    private static Map<String, String> variables(ObjectNode config) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (String entry : strings(config.path(VARIABLES))) {
            String[] parts = entry.split("=", 2);
            variables.put(parts[0], parts.length > 1 ? parts[1] : "");
        }
        return variables;
    }

    private static void putVariables(ObjectNode config, Map<String, String> variables) {
        List<String> entries = new ArrayList<>();
        variables.forEach((name, value) -> entries.add(name + "=" + value));
        put(config, VARIABLES, entries);
    }

    private static void put(ObjectNode config, String key, List<String> values) {
        if (values.isEmpty()) {
            config.remove(key);
            return;
        }
        ArrayNode array = config.putArray(key);
        values.forEach(array::add);
    }

    private static List<String> strings(JsonNode array) {
        List<String> strings = new ArrayList<>();
        array.forEach(item -> strings.add(item.asText()));
        return strings;
    }
}
