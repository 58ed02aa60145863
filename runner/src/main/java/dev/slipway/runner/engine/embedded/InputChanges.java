package dev.slipway.runner.engine.embedded;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** In what the inputs of two versions of a step differ, in lines for people. */
final class InputChanges {
    private static final int SHORT_DIGEST = 12;
    private static final String INDENT = "  ";

    private final List<String> lines = new ArrayList<>();

    private InputChanges() {}

    /** All differences but that of the files before. */
    static List<String> between(StepRecord old, StepRecord now) {
        InputChanges changes = new InputChanges();
        for (int i = 0; i < Math.min(old.inputs().size(), now.inputs().size()); i++) {
            StepRecord.Value before = old.inputs().get(i);
            StepRecord.Value after = now.inputs().get(i);
            if (before.shape() != after.shape()) {
                return List.of("it is another kind of step");
            }
            if (!before.value().equals(after.value())) {
                changes.add(after.shape(), after.name(), before.value(), after.value());
            }
        }
        return List.copyOf(changes.lines);
    }

    static boolean sameFilesBefore(StepRecord old, StepRecord now) {
        return filesBefore(old).equals(filesBefore(now));
    }

    private static List<JsonNode> filesBefore(StepRecord step) {
        return step.inputs().stream()
                .filter(input -> input.shape() == Inputs.Shape.FILES_BEFORE)
                .map(StepRecord.Value::value)
                .toList();
    }

    private void add(Inputs.Shape shape, String name, JsonNode old, JsonNode now) {
        switch (shape) {
            case FILES_BEFORE -> {}
            case FILES_READ -> lines.add(name + " are others");
            case VALUE -> lines.add(name + ": " + quoted(old) + " -> " + quoted(now));
            case LINES -> addLines(name, text(old), text(now));
            case VARIABLES -> addEntries("variable", fields(old), fields(now));
            case FILES -> addEntries("file", files(old), files(now));
            case MOUNTS -> addMounts(mounts(old), mounts(now));
        }
    }

    private void addLines(String name, List<String> old, List<String> now) {
        lines.add(name + " changed:");
        old.stream().filter(line -> !now.contains(line)).forEach(line -> lines.add(INDENT + "- " + line));
        now.stream().filter(line -> !old.contains(line)).forEach(line -> lines.add(INDENT + "+ " + line));
    }

    private void addEntries(String what, Map<String, String> old, Map<String, String> now) {
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            String before = old.get(name);
            String after = now.get(name);
            if (before == null) {
                lines.add(what + " " + name + " is new: " + after);
            } else if (after == null) {
                lines.add(what + " " + name + " is gone");
            } else if (!before.equals(after)) {
                lines.add(what + " " + name + ": " + before + " -> " + after);
            }
        }
    }

    private void addMounts(Map<String, JsonNode> old, Map<String, JsonNode> now) {
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(now.keySet());
        for (String name : names) {
            JsonNode before = old.get(name);
            JsonNode after = now.get(name);
            if (before == null) {
                lines.add("mount " + name + " is new");
            } else if (after == null) {
                lines.add("mount " + name + " is gone");
            } else if (!before.equals(after)) {
                addMount(name, before, after);
            }
        }
    }

    private void addMount(String name, JsonNode old, JsonNode now) {
        for (int i = 2; i < now.size(); i++) {
            JsonNode before = old.path(i);
            JsonNode after = now.path(i);
            if (before.isArray() && after.isArray()) {
                addEntries("file", files(before), files(after));
            } else if (!before.equals(after)) {
                lines.add("mount " + name + ": " + quoted(before) + " -> " + quoted(after));
            }
        }
    }

    private static List<String> text(JsonNode value) {
        List<String> words = new ArrayList<>();
        if (value.isArray()) {
            value.forEach(word -> words.addAll(word.asText().lines().toList()));
        } else {
            words.addAll(value.asText().lines().toList());
        }
        return words;
    }

    private static Map<String, String> fields(JsonNode value) {
        Map<String, String> fields = new LinkedHashMap<>();
        value.properties().forEach(field -> fields.put(field.getKey(), quoted(field.getValue())));
        return fields;
    }

    private static Map<String, String> files(JsonNode value) {
        Map<String, String> files = new LinkedHashMap<>();
        value.forEach(file -> {
            String digest = file.path(1).asText();
            String shown = digest.substring(0, Math.min(SHORT_DIGEST, digest.length()));
            files.put(file.path(0).asText(), file.path(2).asBoolean() ? shown + ", executable" : shown);
        });
        return files;
    }

    private static Map<String, JsonNode> mounts(JsonNode value) {
        Map<String, JsonNode> mounts = new LinkedHashMap<>();
        value.forEach(mount ->
                mounts.put(mount.path(1).asText() + " (" + mount.path(0).asText() + ")", mount));
        return mounts;
    }

    private static String quoted(JsonNode value) {
        return value.isTextual() ? "'" + value.asText() + "'" : value.toString();
    }
}
