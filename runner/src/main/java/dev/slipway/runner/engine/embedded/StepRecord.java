package dev.slipway.runner.engine.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;

/**
 * What a step depended on when it was last done or found, as it is written down.
 *
 * @param title of the step, or the check
 */
record StepRecord(String stage, String title, List<Value> inputs) {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    StepRecord {
        inputs = List.copyOf(inputs);
    }

    /** An input of {@link Inputs}. */
    record Value(String name, Inputs.Shape shape, JsonNode value) {}

    static StepRecord of(String stage, String title, Inputs inputs) {
        return new StepRecord(
                stage,
                title,
                inputs.all().stream()
                        .map(input -> new Value(input.name(), input.shape(), JSON.valueToTree(input.value())))
                        .toList());
    }

    /** In one line of ASCII. */
    String line() {
        try {
            return JSON.writeValueAsString(this);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree of plain values cannot be written", e);
        }
    }

    static StepRecord parse(String line) throws JsonProcessingException {
        return JSON.readValue(line, StepRecord.class);
    }
}
