package dev.reeve.cluster;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.ObjectStreamClass;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Objects as bytes and back, by Java's serialization, with the class loader that knows their classes. */
final class Wire {
    private static final Map<String, Class<?>> PRIMITIVES = Stream.of(
                    boolean.class,
                    byte.class,
                    char.class,
                    short.class,
                    int.class,
                    long.class,
                    float.class,
                    double.class,
                    void.class)
            .collect(Collectors.toMap(Class::getName, Function.identity()));

    private Wire() {}

    static byte[] bytes(Object object) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
            out.writeObject(object);
        }
        return bytes.toByteArray();
    }

    static Object read(byte[] bytes, ClassLoader loader) throws IOException, ClassNotFoundException {
        try (Reading in = new Reading(new ByteArrayInputStream(bytes), loader)) {
            return in.readObject();
        }
    }

    /** The class of that name, as {@link Class#getName()} tells it. */
    static Class<?> type(String name, ClassLoader loader) throws ClassNotFoundException {
        @Nullable Class<?> primitive = PRIMITIVES.get(name);
        return primitive != null ? primitive : Class.forName(name, false, loader);
    }

    private static final class Reading extends ObjectInputStream {
        private final ClassLoader loader;

        Reading(InputStream bytes, ClassLoader loader) throws IOException {
            super(bytes);
            this.loader = loader;
        }

        @Override
        protected Class<?> resolveClass(ObjectStreamClass described) throws IOException, ClassNotFoundException {
            return type(described.getName(), loader);
        }
    }
}
