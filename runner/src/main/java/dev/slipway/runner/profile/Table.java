package dev.slipway.runner.profile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.slipway.model.Suggestion;
import dev.slipway.runner.failure.InputException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A TOML table whose readers say where something is wrong.
 *
 * @param path its name in the file, empty for the file itself
 */
record Table(String file, String path, JsonNode node) {
    private static final Pattern BARE_KEY = Pattern.compile("[A-Za-z0-9_-]+");

    /** Refuses other keys than these. */
    Table only(String... keys) {
        return named("key", Set.of(keys));
    }

    /** Refuses keys that are no name of the kind. */
    Table named(String kind, Collection<String> names) {
        node.fieldNames().forEachRemaining(key -> {
            if (!names.contains(key)) {
                throw problem(key, "there is no " + kind + " '" + key + "'." + Suggestion.didYouMean(key, names));
            }
        });
        return this;
    }

    /** The tables in this table, by key. */
    Map<String, Table> tables() {
        Map<String, Table> tables = new LinkedHashMap<>();
        node.fieldNames().forEachRemaining(key -> tables.put(key, table(key)));
        return tables;
    }

    /** The table under the key; an empty one if there is none. */
    Table table(String key) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isObject()) {
            throw problem(key, "must be a table");
        }
        return new Table(file, child(key), value);
    }

    /** The array of tables under the key; an empty one if there is none. */
    List<Table> array(String key) {
        List<Table> tables = new ArrayList<>();
        for (JsonNode item : items(key)) {
            if (!item.isObject()) {
                throw problem(key, "must be a list of tables");
            }
            tables.add(new Table(file, child(key) + "[" + tables.size() + "]", item));
        }
        return tables;
    }

    boolean has(String key) {
        return node.has(key);
    }

    Optional<String> text(String key) {
        JsonNode value = node.path(key);
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (!value.isTextual()) {
            throw problem(key, "must be a string");
        }
        return Optional.of(value.textValue());
    }

    String requiredText(String key) {
        return text(key).filter(value -> !value.isBlank()).orElseThrow(() -> problem("", "lacks '" + key + "'"));
    }

    boolean flag(String key) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isBoolean()) {
            throw problem(key, "must be true or false");
        }
        return value.asBoolean(false);
    }

    /** The list of strings under the key, if there is one; a single string is a list of one. */
    Optional<List<String>> texts(String key) {
        if (node.path(key).isTextual()) {
            return Optional.of(List.of(node.path(key).textValue()));
        }
        if (!node.has(key)) {
            return Optional.empty();
        }
        List<String> texts = new ArrayList<>();
        for (JsonNode item : items(key)) {
            if (!item.isTextual()) {
                throw problem(key, "must be a list of strings");
            }
            texts.add(item.textValue());
        }
        return Optional.of(texts);
    }

    InputException problem(String key, String message) {
        String place = key.isEmpty() ? path : child(key);
        return new InputException(file + ": " + place + ": " + message);
    }

    private JsonNode items(String key) {
        JsonNode value = node.path(key);
        if (!value.isMissingNode() && !value.isArray()) {
            throw problem(key, "must be a list");
        }
        return value;
    }

    private String child(String key) {
        String name = BARE_KEY.matcher(key).matches() ? key : "\"" + key + "\"";
        return path.isEmpty() ? name : path + "." + name;
    }
}
