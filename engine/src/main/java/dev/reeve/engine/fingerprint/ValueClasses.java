package dev.reeve.engine.fingerprint;

import dev.reeve.graph.FunctionCode;
import java.lang.invoke.MethodType;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.temporal.Temporal;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The classes that a type names.
 *
 * @param types those of the user's
 * @param open whether its values may be of classes that it does not name, nor extended ones of those
 */
record ValueClasses(Set<Class<?>> types, boolean open) {
    static ValueClasses of(Type type) {
        Walk walk = new Walk();
        walk.add(type);
        return new ValueClasses(walk.types, walk.open);
    }

    /** Whether a function names the classes of all that it takes, so that they count as code that it may come to. */
    static boolean named(FunctionCode function) {
        if (function.descriptor().isEmpty()) {
            return false;
        }
        ClassLoader loader = function.owner().getClassLoader();
        boolean lambda = function.method().startsWith("lambda$"); // which has lost what is between angle brackets
        try {
            for (Class<?> input : MethodType.fromMethodDescriptorString(function.descriptor(), loader)
                    .parameterList()) {
                if (of(input).open()
                        || lambda
                                && (Collection.class.isAssignableFrom(input)
                                        || Map.class.isAssignableFrom(input)
                                        || input == Optional.class)) {
                    return false;
                }
            }
            return true;
        } catch (TypeNotPresentException e) {
            return false;
        }
    }

    private static final class Walk {
        private static final Set<Class<?>> CLOSED =
                Set.of(java.nio.file.Path.class, java.time.ZoneId.class, Number.class, CharSequence.class);

        private final Set<Class<?>> types = new LinkedHashSet<>();
        private boolean open;

        private void add(Type type) {
            switch (type) {
                case Class<?> plain -> add(plain);
                case ParameterizedType generic -> {
                    add(generic.getRawType());
                    for (Type argument : generic.getActualTypeArguments()) {
                        add(argument);
                    }
                }
                case GenericArrayType array -> add(array.getGenericComponentType());
                default -> open = true; // a variable or a wildcard
            }
        }

        private void add(Class<?> type) {
            if (type.isArray()) {
                add(type.getComponentType());
            } else if (!ValueWalk.ofTheJdk(type)) {
                types.add(type);
            } else {
                open |= !(type.isPrimitive()
                        || Modifier.isFinal(type.getModifiers())
                        || Collection.class.isAssignableFrom(type)
                        || Map.class.isAssignableFrom(type)
                        || Temporal.class.isAssignableFrom(type)
                        || type == Optional.class
                        || type.isEnum()
                        || CLOSED.contains(type));
            }
        }
    }
}
