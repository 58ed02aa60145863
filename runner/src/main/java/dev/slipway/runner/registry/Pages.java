package dev.slipway.runner.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a registry answers who asks for a list: some of it, and where the next are. */
final class Pages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT = Pattern.compile("\\s*<(?<place>[^>]*)>.*");

    private Pages() {}

    static List<String> tags(Answer answer) throws IOException {
        JsonNode root = JSON.readTree(answer.body());
        List<String> tags = new ArrayList<>();
        root.path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    /** @param page whose answer it is */
    static Optional<URI> next(Answer answer, URI page) throws IOException {
        Matcher link = NEXT.matcher(answer.headers().firstValue("Link").orElse(""));
        if (!link.matches()) {
            return Optional.empty();
        }
        URI next = Network.resolve(page, link.group("place"));
        if (next.equals(page)) {
            throw new UnusableAnswer("has a list without an end");
        }
        return Optional.of(next);
    }
}
