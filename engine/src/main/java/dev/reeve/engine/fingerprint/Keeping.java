package dev.reeve.engine.fingerprint;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a value is made of.
 *
 * @param types classes of the user's in it, and those it names
 * @param changes whether anything in it may become another while the program runs
 */
record Keeping(Set<Class<?>> types, boolean changes) {
    private static final int DEEPEST = 500;

    /** Of a value that is told by what is in it only if that stays: looks no further where it does not. */
    static Keeping of(@Nullable Object value) {
        Walk walk = new Walk(true);
        walk.add(value, 0);
        return new Keeping(walk.types, walk.changes);
    }

    /** The classes in a value that has a fingerprint, whether it stays or not. */
    static Set<Class<?>> typesIn(@Nullable Object value) {
        Walk walk = new Walk(false);
        walk.add(value, 0);
        return walk.types;
    }

    private static final class Walk {
        private final Set<Class<?>> types = new LinkedHashSet<>();
        private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        private final boolean stopping;
        private boolean changes;

        private Walk(boolean stopping) {
            this.stopping = stopping;
        }

        private void add(@Nullable Object value, int depth) {
            if (value == null || value instanceof String || stopping && changes || !seen.add(value)) {
                return;
            }
            if (depth > DEEPEST) {
                changes = true;
                return;
            }
            Class<?> type = value.getClass();
            if (value instanceof Class<?> named) {
                types.add(named);
            } else if (value instanceof Enum<?> constant) {
                types.add(constant.getDeclaringClass());
                fields(value, type, depth);
            } else if (type.isArray()) {
                changes = true;
                array(value, depth);
            } else if (ValueWalk.ofTheJdk(type)) {
                ofTheJdk(value, depth);
            } else if (type.isHidden() || type.isSynthetic()) {
                changes = true;
            } else {
                types.add(type);
                fields(value, type, depth);
                elements(value, depth);
            }
        }

        private void array(Object array, int depth) {
            if (array instanceof Object[] elements) {
                for (Object element : elements) {
                    add(element, depth + 1);
                }
            }
        }

        private void ofTheJdk(Object value, int depth) {
            String name = value.getClass().getName();
            boolean collection = value instanceof Collection || value instanceof Map || value instanceof Map.Entry;
            if (collection && !name.startsWith("java.util.ImmutableCollections$") && !name.contains("KeyValueHolder")) {
                changes = true; // what cannot be told by what is in it has no fingerprint and needs no look
            }
            elements(value, depth);
        }

        private void elements(Object value, int depth) {
            if (stopping && changes) {
                return; // others may be changing it
            }
            switch (value) {
                case Optional<?> optional -> optional.ifPresent(element -> add(element, depth + 1));
                case Map<?, ?> map ->
                    map.forEach((key, element) -> {
                        add(key, depth + 1);
                        add(element, depth + 1);
                    });
                case Collection<?> all -> all.forEach(element -> add(element, depth + 1));
                case Map.Entry<?, ?> entry -> {
                    add(entry.getKey(), depth + 1);
                    add(entry.getValue(), depth + 1);
                }
                default -> {}
            }
        }

        private void fields(Object value, Class<?> type, int depth) {
            for (Class<?> part = type;
                    part != null && part != Enum.class && !ValueWalk.keepsNothing(part);
                    part = part.getSuperclass()) {
                if (ValueWalk.ofTheJdk(part)) {
                    changes = true;
                    return;
                }
                for (Field field : part.getDeclaredFields()) {
                    if (!Modifier.isStatic(field.getModifiers())) {
                        changes |= !Modifier.isFinal(field.getModifiers());
                        add(read(field, value), depth + 1);
                    }
                }
            }
        }

        private @Nullable Object read(Field field, Object value) {
            try {
                field.setAccessible(true);
                return field.getType().isPrimitive() ? null : field.get(value);
            } catch (IllegalAccessException | InaccessibleObjectException e) {
                changes = true;
                return null;
            }
        }
    }
}
