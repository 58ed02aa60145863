package dev.slipway.graph;

import dev.slipway.model.Text;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
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
        Map<String, Object> tree = new LinkedHashMap<>();
        if (isCase(record.getClass())) {
            tree.put(KIND, kind(record.getClass()));
        }
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            tree.put(component.getName(), write(component(record, component)));
        }
        return tree;
    }

    private static Object component(Record record, RecordComponent component) {
        try {
            return component.getAccessor().invoke(record);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException("cannot read " + component, e);
        }
    }

    /**
     * Reads a tree as a value of the type.
     *
     * @throws IllegalArgumentException if it does not fit, naming the place by {@code path}
     */
    static Object read(Object tree, Type type, String path) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == List.class ? list(tree, generic, path) : map(tree, generic, path);
        }
        Class<?> wanted = (Class<?>) type;
        if (wanted == Text.class) {
            return Text.parse(cast(tree, String.class, path));
        }
        if (wanted.isEnum()) {
            return constant(cast(tree, String.class, path), wanted, path);
        }
        if (wanted.isSealed()) {
            return read(tree, caseOf(wanted, cast(tree, Map.class, path), path), path);
        }
        if (wanted.isRecord()) {
            return record(cast(tree, Map.class, path), wanted, path);
        }
        return scalar(tree, wanted, path);
    }

    private static Object scalar(Object tree, Class<?> wanted, String path) {
        if (wanted == int.class) {
            return cast(tree, Number.class, path).intValue();
        }
        if (wanted == long.class) {
            return cast(tree, Number.class, path).longValue();
        }
        return wanted == boolean.class ? cast(tree, Boolean.class, path) : cast(tree, wanted, path);
    }

    private static List<Object> list(Object tree, ParameterizedType type, String path) {
        List<Object> items = new ArrayList<>();
        for (Object item : cast(tree, List.class, path)) {
            items.add(read(item, type.getActualTypeArguments()[0], path + "[" + items.size() + "]"));
        }
        return items;
    }

    private static SortedMap<String, Object> map(Object tree, ParameterizedType type, String path) {
        SortedMap<String, Object> items = new TreeMap<>();
        for (Object entry : cast(tree, Map.class, path).entrySet()) {
            Map.Entry<?, ?> item = (Map.Entry<?, ?>) entry;
            String key = String.valueOf(item.getKey());
            items.put(key, read(item.getValue(), type.getActualTypeArguments()[1], path + "." + key));
        }
        return items;
    }

    private static Object constant(String name, Class<?> type, String path) {
        return Arrays.stream(Objects.requireNonNull(type.getEnumConstants()))
                .filter(constant ->
                        ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(path + ": unknown value '" + name + "'"));
    }

    private static Class<?> caseOf(Class<?> sealed, Map<?, ?> tree, String path) {
        String name = String.valueOf(tree.get(KIND));
        return Arrays.stream(sealed.getPermittedSubclasses())
                .filter(type -> kind(type).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(path + ": unknown kind '" + name + "'"));
    }

    private static Object record(Map<?, ?> tree, Class<?> type, String path) {
        RecordComponent[] components = type.getRecordComponents();
        Object[] arguments = new Object[components.length];
        Class<?>[] types = new Class<?>[components.length];
        for (int i = 0; i < components.length; i++) {
            String name = components[i].getName();
            Object value = tree.get(name);
            if (value == null) {
                throw new IllegalArgumentException(path + ": '" + name + "' is missing");
            }
            types[i] = components[i].getType();
            arguments[i] = read(value, components[i].getGenericType(), path + "." + name);
        }
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    path + ": " + e.getTargetException().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make " + type, e);
        }
    }

    private static <T> T cast(Object tree, Class<T> wanted, String path) {
        if (!wanted.isInstance(tree)) {
            throw new IllegalArgumentException(
                    path + ": expected " + wanted.getSimpleName().toLowerCase(Locale.ROOT) + ", found " + tree);
        }
        return wanted.cast(tree);
    }

    private static boolean isCase(Class<?> type) {
        return Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed);
    }

    private static String kind(Class<?> type) {
        String name = type.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /** A tree as text in which every part is told from the next by its length. */
    static String canonical(Object tree) {
        StringBuilder text = new StringBuilder();
        append(text, tree);
        return text.toString();
    }

    private static void append(StringBuilder text, Object tree) {
        if (tree instanceof List<?> list) {
            text.append('l').append(list.size()).append(':');
            list.forEach(item -> append(text, item));
        } else if (tree instanceof Map<?, ?> map) {
            text.append('m').append(map.size()).append(':');
            map.forEach((key, item) -> {
                append(text, key);
                append(text, item);
            });
        } else {
            String value = String.valueOf(tree);
            text.append('s').append(value.length()).append(':').append(value);
        }
    }
}
