package dev.reeve.engine.spill;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The records and enums that were met, by number: what is written names them by that. Thread-safe. */
final class KnownClasses {
    /** A class. A record has a constructor, and an accessor for each component. */
    record Known(int number, Class<?> type, @Nullable Constructor<?> constructor, Method[] accessors) {}

    private final Map<Class<?>, Known> byClass = new ConcurrentHashMap<>();
    private final CopyOnWriteArrayList<Known> byNumber = new CopyOnWriteArrayList<>();

    Known at(int number) {
        return byNumber.get(number);
    }

    /**
     * What is known of a record or enum.
     *
     * @throws RuntimeException if it may not be looked into
     */
    Known of(Class<?> type) throws NoSuchMethodException {
        Known known = byClass.get(type);
        return known == null ? learn(type) : known;
    }

    private synchronized Known learn(Class<?> type) throws NoSuchMethodException {
        Known before = byClass.get(type);
        if (before != null) {
            return before;
        }
        RecordComponent[] components = type.isRecord() ? type.getRecordComponents() : new RecordComponent[0];
        Method[] accessors = new Method[components.length];
        for (int i = 0; i < components.length; i++) {
            accessors[i] = components[i].getAccessor();
            accessors[i].setAccessible(true);
        }
        Constructor<?> constructor = null;
        if (type.isRecord()) {
            constructor = type.getDeclaredConstructor(
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
            constructor.setAccessible(true);
        }
        Known known = new Known(byNumber.size(), type, constructor, accessors);
        byNumber.add(known);
        byClass.put(type, known);
        return known;
    }
}
