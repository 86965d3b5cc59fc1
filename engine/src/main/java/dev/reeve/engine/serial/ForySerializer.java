package dev.reeve.engine.serial;

import dev.reeve.spi.Serializer;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Results in the binary form of Apache Fory: any object whose class is allowed, also where it has cycles or no JSON.
 * Only for a store that nobody else may write to: a result is read as whatever allowed class it names. A class that has
 * changed since does not read what it wrote before; that result is recomputed. Thread-safe.
 */
public final class ForySerializer implements Serializer {
    private final List<Class<?>> allowed;
    private final ForyFormat format;

    private ForySerializer(List<Class<?>> allowed, ForyFormat format) {
        this.allowed = allowed;
        this.format = format;
    }

    /**
     * A serializer for objects of these classes, exactly; subclasses are not meant. Values and collections of the JDK
     * may be in them. The order does not matter, and classes may be added later.
     *
     * @throws IllegalArgumentException if none is given
     * @throws IllegalStateException if Fory is not on the class path; says what to add
     */
    public static ForySerializer allowing(Class<?>... classes) {
        List<Class<?>> allowed = List.of(classes);
        if (allowed.isEmpty()) {
            throw new IllegalArgumentException("the Fory serializer was given no class. Name each class that results"
                    + " are made of: Serializers.fory(Orders.class, Order.class).");
        }
        try {
            return new ForySerializer(allowed, new ForyFormat(allowed));
        } catch (NoClassDefFoundError e) {
            throw new IllegalStateException(
                    "the Fory serializer needs Apache Fory. Add the dependency org.apache.fory:fory-core to your project.",
                    e);
        }
    }

    @Override
    public String name() {
        return "fory";
    }

    @Override
    public byte[] toBytes(@Nullable Object value, Type type) throws UnstorableValueException {
        try {
            return format.write(value);
        } catch (RuntimeException | StackOverflowError e) {
            throw new UnstorableValueException(
                    "cannot store "
                            + (value == null ? "null" : "a " + value.getClass().getTypeName())
                            + ", declared as " + type.getTypeName() + ", with Fory: " + innermost(e)
                            + ". Allowed are " + names() + "; add the class to Serializers.fory(..) if it is meant.",
                    e);
        }
    }

    @Override
    public @Nullable Object fromBytes(byte[] bytes, Type type) throws UnstorableValueException {
        try {
            return format.read(bytes);
        } catch (RuntimeException | StackOverflowError e) {
            throw new UnstorableValueException(
                    "the stored bytes are no " + type.getTypeName() + " of Fory: " + innermost(e) + ". Allowed are "
                            + names() + ".",
                    e);
        }
    }

    private String names() {
        return String.join(", ", allowed.stream().map(Class::getName).toList());
    }

    private static String innermost(Throwable problem) {
        Throwable cause = problem;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause instanceof StackOverflowError ? "it is nested too deeply" : String.valueOf(cause.getMessage());
    }
}
