package dev.slipway.runner.reuse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Says by which inputs images differ. */
final class Differences {
    /** Of a digest, enough to tell it from another. */
    private static final int SHORT = "sha256:".length() + 12;

    private Differences() {}

    /**
     * A line for each input that differs.
     *
     * @param before the inputs of an image and of all that it needs, by the ids of their nodes
     * @param now the same of another; lines about its node, which is the last, do not name it
     */
    static List<String> between(Map<String, List<Input>> before, Map<String, List<Input>> now) {
        List<String> lines = new ArrayList<>();
        String last = now.keySet().stream().reduce("", (first, second) -> second);
        now.forEach((node, inputs) -> {
            List<Input> was = before.getOrDefault(node, List.of());
            // Of an image that is new, or is another, its own inputs tell.
            if (!was.isEmpty()) {
                String place = node.equals(last) ? "" : node + ": ";
                between(was, inputs).forEach(line -> lines.add(place + line));
            }
        });
        return lines;
    }

    private static List<String> between(List<Input> before, List<Input> now) {
        Map<String, Input> old = byName(before);
        Map<String, Input> current = byName(now);
        List<String> lines = new ArrayList<>();
        current.forEach((name, input) -> {
            Input was = old.get(name);
            if (was == null) {
                lines.add(input.title() + " is new");
            } else if (!was.value().equals(input.value()) && input.kind() != Input.Kind.IMAGE) {
                lines.add(changed(input, was));
            }
        });
        old.forEach((name, input) -> {
            if (!current.containsKey(name)) {
                lines.add(input.title() + " is gone");
            }
        });
        boolean moved = !List.copyOf(old.keySet()).equals(List.copyOf(current.keySet()));
        return lines.isEmpty() && moved ? List.of("the same is in another order") : lines;
    }

    /** Several steps may have one title: they are told apart by which of them they are. */
    private static Map<String, Input> byName(List<Input> inputs) {
        Map<String, Input> named = new LinkedHashMap<>();
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (Input input : inputs) {
            named.put(input.title() + "\0" + counts.merge(input.title(), 1, Integer::sum), input);
        }
        return named;
    }

    private static String changed(Input now, Input was) {
        return switch (now.kind()) {
            case PLATFORM, STAGE, BASE, SOURCE ->
                now.title() + ": " + shortened(was.value()) + " -> " + shortened(now.value());
            case IMAGE, STEP, FILE, CHECK -> now.title() + " changed";
        };
    }

    private static String shortened(String value) {
        return value.startsWith("sha256:") ? value.substring(0, Math.min(SHORT, value.length())) : value;
    }
}
