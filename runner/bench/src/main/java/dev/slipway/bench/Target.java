package dev.slipway.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * An image of the generated Bake file.
 *
 * @param context the folder of its Dockerfile, below that of the Bake file
 * @param stage that becomes the image
 * @param arguments of the build
 * @param name with its tag, without a repository: {@code bench-builder:14}
 */
record Target(String context, String stage, Map<String, String> arguments, String name) {
    /** The Bake file, in a family's folder of images. */
    static final String FILE = "docker-bake.json";

    private static final String REPOSITORY = "${DOCKER_REPO}/";
    private static final String SUFFIX = "${TAG_SUFFIX}";

    Target {
        arguments = Map.copyOf(arguments);
    }

    /** All images of a family, in the order of the Bake file. */
    static List<Target> of(Family family) throws IOException {
        JsonNode file =
                new ObjectMapper().readTree(family.images().resolve(FILE).toFile());
        List<Target> targets = new ArrayList<>();
        for (JsonNode target : file.path("target")) {
            Map<String, String> arguments = new TreeMap<>();
            target.path("args")
                    .properties()
                    .forEach(argument -> arguments.put(
                            argument.getKey(), value(file, argument.getValue().asText())));
            targets.add(new Target(
                    target.path("context").asText(),
                    target.path("target").asText(),
                    arguments,
                    target.path("tags").path(0).asText().replace(REPOSITORY, "").replace(SUFFIX, "")));
        }
        return targets;
    }

    /** A value, or the default of the variable that it is. */
    private static String value(JsonNode file, String text) {
        return text.startsWith("${")
                ? file.path("variable")
                        .path(text.substring(2, text.length() - 1))
                        .path("default")
                        .asText()
                : text;
    }
}
