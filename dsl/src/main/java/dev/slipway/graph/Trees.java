package dev.slipway.graph;

import dev.slipway.model.Text;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;

/**
 * Records of the model as trees of maps, lists, strings, numbers and booleans, and back: the shape of {@code graph.json}
 * without a JSON library. A text is its source; a case of a sealed interface says which in {@code kind}; enums are in
 * lower case.
 */
final class Trees {
    private static final String KIND = "kind";

    private Trees() {}

    static Object write(Object value) {
        if (value instanceof Text text) {
            return text.source();
        }
        if (value instanceof Record record) {
            return record(record);
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Trees::write).toList();
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> tree = new LinkedHashMap<>();
            map.forEach((key, item) -> tree.put(String.valueOf(key), write(item)));
            return tree;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name().toLowerCase(Locale.ROOT);
        }
        return value;
    }

    private static Map<String, Object> record(Record record) {
        RecordType type = RecordType.of(record.getClass());
        Map<String, Object> tree = new LinkedHashMap<>();
        type.kind().ifPresent(kind -> tree.put(KIND, kind));
        type.components().forEach(component -> tree.put(component.name(), write(component.value(record))));
        return tree;
    }

    /**
     * Reads a tree as a value of the type.
     *
     * @throws IllegalArgumentException if it does not fit, naming the place
     */
    static Object read(Object tree, Type type, String place) {
        return read(tree, type, () -> place);
    }

    /** Places are put into words only for messages: a document has many. */
    private static Object read(Object tree, Type type, Supplier<String> place) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class ? list(tree, generic, place) : map(tree, generic, place);
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted == Text.class) {
            return Text.parse(cast(tree, String.class, place));
        }
        if (wanted.isEnum()) {
            return constant(cast(tree, String.class, place), wanted, place);
        }
        if (wanted.isSealed()) {
            return read(tree, caseOf(wanted, cast(tree, Map.class, place), place), place);
        }
        if (wanted.isRecord()) {
            return record(cast(tree, Map.class, place), wanted, place);
        }
        return scalar(tree, wanted, place);
    }

    private static Object scalar(Object tree, Class<?> wanted, Supplier<String> place) {
        if (wanted == int.class) {
            return cast(tree, Number.class, place).intValue();
        }
        if (wanted == long.class) {
            return cast(tree, Number.class, place).longValue();
        }
        return wanted == boolean.class ? cast(tree, Boolean.class, place) : cast(tree, wanted, place);
    }

    private static List<Object> list(Object tree, ParameterizedType type, Supplier<String> place) {
        Type itemType = type.getActualTypeArguments()[0];
        List<Object> items = new ArrayList<>();
        for (Object item : cast(tree, List.class, place)) {
            int index = items.size();
            items.add(read(item, itemType, () -> place.get() + "[" + index + "]"));
        }
        return items;
    }

    private static SortedMap<String, Object> map(Object tree, ParameterizedType type, Supplier<String> place) {
        Type itemType = type.getActualTypeArguments()[1];
        SortedMap<String, Object> items = new TreeMap<>();
        for (Object entry : cast(tree, Map.class, place).entrySet()) {
            Map.Entry<?, ?> item = (Map.Entry<?, ?>) entry;
            String key = String.valueOf(item.getKey());
            items.put(key, read(item.getValue(), itemType, () -> place.get() + "." + key));
        }
        return items;
    }

    private static Object constant(String name, Class<?> type, Supplier<String> place) {
        return Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
                .filter(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(place.get() + ": unknown value '" + name + "'"));
    }

    private static Class<?> caseOf(Class<?> sealed, Map<?, ?> tree, Supplier<String> place) {
        String kind = String.valueOf(tree.get(KIND));
        Class<?> known = RecordType.cases(sealed).get(kind);
        if (known == null) {
            throw new IllegalArgumentException(place.get() + ": unknown kind '" + kind + "'");
        }
        return known;
    }

    private static Object record(Map<?, ?> tree, Class<?> type, Supplier<String> place) {
        RecordType wanted = RecordType.of(type);
        List<Object> values = new ArrayList<>();
        for (RecordType.Component component : wanted.components()) {
            Object value = tree.get(component.name());
            if (value == null) {
                throw new IllegalArgumentException(place.get() + ": '" + component.name() + "' is missing");
            }
            values.add(read(value, component.type(), () -> place.get() + "." + component.name()));
        }
        try {
            return wanted.make(values.toArray());
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(place.get() + ": " + e.getMessage(), e);
        }
    }

    private static <T> T cast(Object tree, Class<T> wanted, Supplier<String> place) {
        if (!wanted.isInstance(tree)) {
            throw new IllegalArgumentException(
                    place.get() + ": expected " + wanted.getSimpleName().toLowerCase(Locale.ROOT) + ", found " + tree);
        }
        return wanted.cast(tree);
    }

    /** The tree of a value as text in which every part is told from the next by its length. */
    static String canonical(Object value) {
        StringBuilder text = new StringBuilder();
        append(text, value);
        return text.toString();
    }

    /** Without the tree itself: of all that is done with a large family, digests take the longest. */
    private static void append(StringBuilder text, Object value) {
        if (value instanceof Record record) {
            append(text, record);
        } else if (value instanceof List<?> list) {
            text.append('l').append(list.size()).append(':');
            list.forEach(item -> append(text, item));
        } else if (value instanceof Map<?, ?> map) {
            text.append('m').append(map.size()).append(':');
            map.forEach((key, item) -> {
                appendScalar(text, String.valueOf(key));
                append(text, item);
            });
        } else {
            appendScalar(text, String.valueOf(write(value)));
        }
    }

    private static void append(StringBuilder text, Record record) {
        if (record instanceof Text words) {
            appendScalar(text, words.source());
            return;
        }
        RecordType type = RecordType.of(record.getClass());
        int kinds = type.kind().isPresent() ? 1 : 0;
        text.append('m').append(kinds + type.components().size()).append(':');
        type.kind().ifPresent(kind -> {
            appendScalar(text, KIND);
            appendScalar(text, kind);
        });
        for (RecordType.Component component : type.components()) {
            appendScalar(text, component.name());
            append(text, component.value(record));
        }
    }

    private static void appendScalar(StringBuilder text, String value) {
        text.append('s').append(value.length()).append(':').append(value);
    }
}
