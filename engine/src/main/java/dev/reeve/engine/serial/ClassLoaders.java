package dev.reeve.engine.serial;

import java.lang.ref.WeakReference;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/** Whose classes are there as long as the engine's own, and whose may be unloaded before. Thread-safe. */
final class ClassLoaders {
    private static final Set<@Nullable ClassLoader> LASTING = lasting();

    /** Of each other class loader the class that was seen first. */
    private static final Map<ClassLoader, WeakReference<Class<?>>> FIRST = new WeakHashMap<>();

    private ClassLoaders() {}

    private static Set<@Nullable ClassLoader> lasting() {
        Set<@Nullable ClassLoader> all = new HashSet<>();
        all.add(null); // the JVM's own
        all.add(ClassLoader.getPlatformClassLoader());
        for (ClassLoader each = ClassLoaders.class.getClassLoader(); each != null; each = each.getParent()) {
            all.add(each);
        }
        return all;
    }

    /** A class that a type names and that may be unloaded; null if there is none. */
    static @Nullable Class<?> passing(Type type) {
        return switch (type) {
            case Class<?> plain -> {
                Class<?> element = plain;
                while (element.isArray()) {
                    element = element.getComponentType();
                }
                yield LASTING.contains(element.getClassLoader()) ? null : element;
            }
            case ParameterizedType generic -> {
                Class<?> raw = passing(generic.getRawType());
                yield raw == null ? passing(generic.getActualTypeArguments()) : raw;
            }
            case GenericArrayType array -> passing(array.getGenericComponentType());
            case WildcardType wildcard -> {
                Class<?> upper = passing(wildcard.getUpperBounds());
                yield upper == null ? passing(wildcard.getLowerBounds()) : upper;
            }
            default -> null; // a variable, which stands for nothing that could be read
        };
    }

    private static @Nullable Class<?> passing(Type[] types) {
        for (Type type : types) {
            Class<?> found = passing(type);
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    /** The class of the same class loader that was asked for first; itself if none was. */
    static Class<?> firstSeen(Class<?> type) {
        synchronized (FIRST) {
            WeakReference<Class<?>> known = FIRST.get(type.getClassLoader());
            Class<?> first = known == null ? null : known.get();
            if (first == null) {
                FIRST.put(type.getClassLoader(), new WeakReference<>(type));
                return type;
            }
            return first;
        }
    }
}
