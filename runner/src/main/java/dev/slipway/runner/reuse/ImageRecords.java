package dev.slipway.runner.reuse;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.slipway.runner.registry.Artifact;
import dev.slipway.runner.registry.Artifacts;
import dev.slipway.runner.registry.Descriptor;
import dev.slipway.runner.registry.ImageReference;
import dev.slipway.runner.registry.Registry;
import dev.slipway.runner.registry.RegistryException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The records of images, in the repositories of the images: each under a tag that says the fingerprint, and among what
 * belongs to its image.
 */
public final class ImageRecords {
    private static final String TYPE = "application/vnd.dev.slipway.image-record.v1";
    private static final String INPUTS = "application/vnd.dev.slipway.inputs.v1+json";
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Registry registry;
    private final Artifacts artifacts;

    public ImageRecords(Registry registry) {
        this.registry = registry;
        this.artifacts = new Artifacts(registry);
    }

    Registry registry() {
        return registry;
    }

    /** The record of an image with a fingerprint, if that is in the repository still. */
    Optional<ImageRecord> find(ImageReference repository, Fingerprint fingerprint) {
        return artifacts
                .look(repository.withTag(fingerprint.tag()))
                .flatMap(ImageRecord::read)
                .filter(record -> record.fingerprint().equals(fingerprint.digits()))
                .filter(record -> registry.lookUp(
                                repository.withTag(record.image().digest()))
                        .isPresent());
    }

    /**
     * The latest record of an image.
     *
     * @param image named by its digest
     */
    public Optional<ImageRecord> of(ImageReference image) {
        return found(image).map(Found::record);
    }

    /** A record, and where it is. */
    private record Found(ImageRecord record, ImageReference place) {}

    private Optional<Found> found(ImageReference image) {
        return artifacts.of(image, Optional.of(TYPE)).stream()
                .map(referrer -> image.withTag(referrer.manifest().digest()))
                .flatMap(place -> artifacts.look(place).stream()
                        .filter(attached -> attached.subject().digest().equals(image.tag()))
                        .flatMap(attached -> ImageRecord.read(attached).stream())
                        .map(record -> new Found(record, place)))
                .max(Comparator.comparing(found -> found.record().pushed()));
    }

    /** What an image and all that it needs were made from, as its latest record says; by the ids of their nodes. */
    Map<String, List<Input>> inputs(ImageReference image) {
        return found(image)
                .flatMap(found ->
                        artifacts.read(found.place()).payloads().stream().findFirst())
                .map(ImageRecords::read)
                .orElse(Map.of());
    }

    /** Puts a record beside an image that is there, so that both are found by the fingerprint. */
    void write(ImageReference repository, ImageRecord record, Map<String, List<Input>> inputs, String tag) {
        Artifact artifact =
                new Artifact(TYPE, record.annotations(), List.of(new Artifact.Payload(INPUTS, write(inputs))));
        Descriptor manifest = artifacts.attach(repository, record.image(), artifact, Optional.empty());
        try {
            registry.retag(repository.withTag(manifest.digest()), repository.withTag(tag));
        } catch (RegistryException.Refused e) {
            // Another run may have put its own there at the same moment, which is as good.
            if (artifacts.look(repository.withTag(tag)).isEmpty()) {
                throw e;
            }
        }
    }

    private static byte[] write(Map<String, List<Input>> inputs) {
        ObjectNode root = JSON.createObjectNode();
        inputs.forEach((node, all) -> {
            ArrayNode list = root.putArray(node);
            all.forEach(input -> list.addObject()
                    .put("kind", input.kind().text())
                    .put("name", input.name())
                    .put("value", input.value()));
        });
        try {
            return JSON.writeValueAsBytes(root);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values can be written", e);
        }
    }

    /** What another version has written, and this one does not understand, is as good as nothing. */
    private static Map<String, List<Input>> read(Artifact.Payload payload) {
        Map<String, List<Input>> inputs = new LinkedHashMap<>();
        try {
            for (Map.Entry<String, JsonNode> node :
                    JSON.readTree(payload.bytes()).properties()) {
                List<Input> all = new ArrayList<>();
                node.getValue()
                        .forEach(input -> all.add(new Input(
                                Input.Kind.valueOf(input.path("kind").asText().toUpperCase(Locale.ROOT)),
                                input.path("name").asText(),
                                input.path("value").asText())));
                inputs.put(node.getKey(), all);
            }
            return inputs;
        } catch (IOException | IllegalArgumentException e) {
            return Map.of();
        }
    }
}
