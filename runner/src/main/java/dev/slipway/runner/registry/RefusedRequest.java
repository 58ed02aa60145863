package dev.slipway.runner.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;

/** A server answered with an error. */
final class RefusedRequest extends IOException {
    private static final long serialVersionUID = 1L;
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int LONGEST_QUOTE = 300;

    private final int status;
    private final String code;
    private final String words;
    private final String retryAfter;

    RefusedRequest(Answer answer) {
        super("HTTP " + answer.status());
        this.status = answer.status();
        this.retryAfter = answer.headers().firstValue("Retry-After").orElse("");
        JsonNode error = error(answer.text());
        this.code = error.path("code").asText("");
        String message = error.path("message").asText("");
        this.words = shortened(error.isMissingNode() ? plain(answer) : (code + " " + message).strip());
    }

    int status() {
        return status;
    }

    /** Of the distribution specification, such as {@code NAME_INVALID}; empty if the registry gave none. */
    String code() {
        return code;
    }

    /** The header of that name; empty if there is none. */
    String retryAfter() {
        return retryAfter;
    }

    /** The status and the registry's own words. */
    String says() {
        return "HTTP " + status + (words.isEmpty() ? "" : ", " + words);
    }

    private static JsonNode error(String body) {
        try {
            return JSON.readTree(body).path("errors").path(0);
        } catch (IOException notJson) {
            return JSON.missingNode();
        }
    }

    /** Proxies answer with whole pages, which say no more than the status. */
    private static String plain(Answer answer) {
        String text = answer.text().strip();
        return text.startsWith("<") ? "" : text;
    }

    private static String shortened(String text) {
        String line = text.replaceAll("\\s+", " ");
        return line.length() <= LONGEST_QUOTE ? line : line.substring(0, LONGEST_QUOTE) + "…";
    }
}
