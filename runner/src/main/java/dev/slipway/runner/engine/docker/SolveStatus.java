package dev.slipway.runner.engine.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What BuildKit tells of a build at a time: an object of buildx' {@code --progress=rawjson}. */
record SolveStatus(List<Vertex> vertexes, List<Transfer> transfers, List<Log> logs) {
    private static final ObjectMapper JSON = new ObjectMapper();

    SolveStatus {
        vertexes = List.copyOf(vertexes);
        transfers = List.copyOf(transfers);
        logs = List.copyOf(logs);
    }

    /**
     * A part of the work.
     *
     * @param name what people read: {@code [stage 2/3] RUN true}
     * @param cached whether nothing had to be done
     * @param error empty for none
     */
    record Vertex(
            String digest,
            String name,
            Optional<Instant> started,
            Optional<Instant> completed,
            boolean cached,
            String error) {}

    /**
     * How far something that a vertex does has come.
     *
     * @param id what it does: {@code extracting sha256:...}
     */
    record Transfer(String vertex, String id) {}

    /** What a vertex printed; where a line ends plays no part. */
    @SuppressWarnings("ArrayRecordComponent") // Read once, and by nobody else.
    record Log(String vertex, Instant time, byte[] data) {}

    /** Reads a text; empty if it is none of these. */
    static Optional<SolveStatus> parse(String text) {
        try {
            return Optional.of(of(JSON.readTree(text)));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static SolveStatus of(JsonNode status) throws IOException {
        List<Vertex> vertexes = new ArrayList<>();
        for (JsonNode each : status.path("vertexes")) {
            vertexes.add(new Vertex(
                    each.path("digest").asText(),
                    each.path("name").asText(),
                    time(each.path("started")),
                    time(each.path("completed")),
                    each.path("cached").asBoolean(),
                    each.path("error").asText()));
        }
        List<Transfer> transfers = new ArrayList<>();
        for (JsonNode each : status.path("statuses")) {
            transfers.add(
                    new Transfer(each.path("vertex").asText(), each.path("id").asText()));
        }
        List<Log> logs = new ArrayList<>();
        for (JsonNode each : status.path("logs")) {
            logs.add(new Log(
                    each.path("vertex").asText(),
                    time(each.path("timestamp")).orElse(Instant.EPOCH),
                    each.path("data").binaryValue()));
        }
        return new SolveStatus(vertexes, transfers, logs);
    }

    private static Optional<Instant> time(JsonNode text) {
        return text.isTextual()
                ? Optional.of(OffsetDateTime.parse(text.asText()).toInstant())
                : Optional.empty();
    }
}
