package dev.slipway.processor.render;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.slipway.graph.BuildGraph;
import dev.slipway.graph.GraphDocument;
import dev.slipway.model.Axis;
import dev.slipway.model.Base;
import dev.slipway.model.BindMount;
import dev.slipway.model.CacheMount;
import dev.slipway.model.Check;
import dev.slipway.model.ContextFile;
import dev.slipway.model.Exclusion;
import dev.slipway.model.Family;
import dev.slipway.model.ImageDefinition;
import dev.slipway.model.NamedSource;
import dev.slipway.model.Network;
import dev.slipway.model.Origin;
import dev.slipway.model.Program;
import dev.slipway.model.Release;
import dev.slipway.model.SecretMount;
import dev.slipway.model.StageDefinition;
import dev.slipway.model.Step;
import dev.slipway.model.TmpfsMount;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** {@code graph.schema.json} says what {@link GraphDocument} writes, no more and no less. */
class GraphSchemaTest {
    private static final JsonMapper JSON = new JsonMapper();
    private static final JsonNode SOURCE = source();
    private static final Schema SCHEMA = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
            .getSchema(SOURCE);

    @Test
    void a_written_document_is_valid() {
        assertThat(SCHEMA.validate(document())).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> a_broken_document_is_not() {
        Map<String, Consumer<ObjectNode>> harms = Map.of(
                "no version", document -> document.remove("version"),
                "a later version", document -> document.put("version", 2),
                "an unknown property", document -> document.put("colour", "red"),
                "a step without origins", document -> step(document).remove("origins"),
                "a step of no known kind", document -> step(document).put("kind", "dance"),
                "a digest of another kind", document -> ((ObjectNode) document.at("/nodes/0")).put("digest", "md5:00"),
                "a line as text", document -> ((ObjectNode) document.at("/nodes/0/origin")).put("line", "12"),
                "an axis without releases",
                        document -> ((ArrayNode) document.at("/family/axes/0/releases")).removeAll());
        return harms.entrySet().stream()
                .map(harm -> DynamicTest.dynamicTest(harm.getKey(), () -> {
                    ObjectNode document = (ObjectNode) document();
                    harm.getValue().accept(document);
                    assertThat(SCHEMA.validate(document))
                            .extracting(Error::getMessage)
                            .isNotEmpty();
                }));
    }

    @Test
    void it_has_every_component_of_every_record() {
        Map<String, Class<?>> records = Map.of(
                "origin", Origin.class,
                "source", NamedSource.class,
                "release", Release.class,
                "axis", Axis.class,
                "contextFile", ContextFile.class,
                "exclusion", Exclusion.class,
                "check", Check.class,
                "stage", StageDefinition.class,
                "image", ImageDefinition.class,
                "family", Family.class);
        records.forEach((name, type) ->
                assertThat(properties(definition(name))).as(name).isEqualTo(components(type)));
        assertThat(properties(definition("cacheMount"))).isEqualTo(components(CacheMount.class));
        assertThat(properties(definition("secretMount"))).isEqualTo(components(SecretMount.class));
        assertThat(properties(definition("tmpfsMount"))).isEqualTo(components(TmpfsMount.class));
    }

    @Test
    void it_has_every_case_of_every_sealed_interface() {
        Map<String, Class<?>> interfaces =
                Map.of("step", Step.class, "base", Base.class, "program", Program.class, "bindMount", BindMount.class);
        interfaces.forEach((name, type) -> {
            List<List<String>> cases = new ArrayList<>();
            definition(name).get("oneOf").forEach(one -> {
                List<String> properties = properties(one);
                properties.set(0, one.at("/properties/kind/const").asText());
                cases.add(properties);
            });
            List<List<String>> expected = Arrays.stream(type.getPermittedSubclasses())
                    .map(GraphSchemaTest::kindAndComponents)
                    .toList();
            assertThat(cases).as(name).containsExactlyInAnyOrderElementsOf(expected);
        });
    }

    @Test
    void it_has_every_constant_of_every_enum() {
        assertThat(texts(definition("cacheMount").at("/properties/sharing/enum")))
                .isEqualTo(constants(CacheMount.Sharing.values()));
        JsonNode run = definition("step").get("oneOf").get(11);
        assertThat(texts(run.at("/properties/network/enum"))).isEqualTo(constants(Network.values()));
    }

    private static JsonNode document() {
        return JSON.valueToTree(GraphDocument.write(BuildGraph.of(SketchFamily.family())));
    }

    private static ObjectNode step(JsonNode document) {
        return (ObjectNode) document.at("/family/images/0/main/steps/0");
    }

    private static JsonNode definition(String name) {
        return SOURCE.get("$defs").get(name);
    }

    private static List<String> properties(JsonNode definition) {
        List<String> names = new ArrayList<>();
        definition.get("properties").fieldNames().forEachRemaining(names::add);
        assertThat(texts(definition.get("required"))).isEqualTo(names);
        return names;
    }

    private static List<String> components(Class<?> type) {
        return Arrays.stream(type.getRecordComponents())
                .map(RecordComponent::getName)
                .toList();
    }

    private static List<String> kindAndComponents(Class<?> type) {
        String name = type.getSimpleName();
        String kind = name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
        return Stream.concat(Stream.of(kind), components(type).stream()).toList();
    }

    private static List<String> texts(JsonNode array) {
        List<String> texts = new ArrayList<>();
        array.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<String> constants(Enum<?>[] constants) {
        return Arrays.stream(constants)
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .toList();
    }

    private static JsonNode source() {
        try (InputStream schema = GraphDocument.class.getResourceAsStream("graph.schema.json")) {
            return JSON.readTree(schema);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
