package dev.slipway.graph;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What reflection tells of a record's class: it takes its time, so it is asked once.
 *
 * @param kind how a document says which case of a sealed interface it is; empty if it is none
 */
record RecordType(Optional<String> kind, List<Component> components, Constructor<?> constructor) {
    private static final ClassValue<RecordType> RECORDS = new ClassValue<>() {
        @Override
        protected RecordType computeValue(Class<?> type) {
            return reflect(type);
        }
    };

    private static final ClassValue<Map<String, Class<?>>> CASES = new ClassValue<>() {
        @Override
        protected Map<String, Class<?>> computeValue(Class<?> type) {
            Map<String, Class<?>> cases = new LinkedHashMap<>();
            for (Class<?> each : type.getPermittedSubclasses()) {
                cases.put(kindOf(each), each);
            }
            return cases;
        }
    };

    /** A component of a record. */
    record Component(String name, Type type, Method accessor) {
        Object value(Record record) {
            try {
                return accessor.invoke(record);
            } catch (IllegalAccessException | InvocationTargetException e) {
                throw new IllegalStateException("cannot read " + accessor, e);
            }
        }
    }

    static RecordType of(Class<?> type) {
        return RECORDS.get(type);
    }

    /** The cases of a sealed interface, by their kinds. */
    static Map<String, Class<?>> cases(Class<?> type) {
        return CASES.get(type);
    }

    private static RecordType reflect(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return new RecordType(
                    Arrays.stream(type.getInterfaces()).anyMatch(Class::isSealed)
                            ? Optional.of(kindOf(type))
                            : Optional.empty(),
                    Arrays.stream(components)
                            .map(each -> new Component(each.getName(), each.getGenericType(), each.getAccessor()))
                            .toList(),
                    type.getDeclaredConstructor(types));
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " is no record", e);
        }
    }

    private static String kindOf(Class<?> type) {
        String name = type.getSimpleName();
        return Character.toLowerCase(name.charAt(0)) + name.substring(1);
    }

    /**
     * A record of this class.
     *
     * @throws IllegalArgumentException if it refuses the values, with its message
     */
    Object make(Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(e.getTargetException().getMessage(), e);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot call " + constructor, e);
        }
    }
}
