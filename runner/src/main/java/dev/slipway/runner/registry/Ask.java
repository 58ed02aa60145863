package dev.slipway.runner.registry;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Map;
import java.util.Optional;

/**
 * A request, before it is known how to log in.
 *
 * @param uri absolute
 * @param body can be sent more than once
 */
record Ask(String method, URI uri, Map<String, String> headers, BodyPublisher body) {
    private static final String USER_AGENT = "slipway";

    Ask {
        headers = Map.copyOf(headers);
    }

    static Ask of(String method, URI uri) {
        return new Ask(method, uri, Map.of(), BodyPublishers.noBody());
    }

    Ask at(URI other) {
        return new Ask(method, other, headers, body);
    }

    Ask accepting(String types) {
        return new Ask(method, uri, Map.of("Accept", types), body);
    }

    Ask sending(String type, BodyPublisher content) {
        return new Ask(method, uri, Map.of("Content-Type", type), content);
    }

    /** @param authorization to send along */
    HttpRequest request(Optional<String> authorization) {
        HttpRequest.Builder builder =
                HttpRequest.newBuilder(uri).method(method, body).header("User-Agent", USER_AGENT);
        headers.forEach(builder::header);
        authorization.ifPresent(value -> builder.header("Authorization", value));
        return builder.build();
    }
}
