package dev.reeve.graph;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * How the result of a task is stored: what a graph knows of a {@code Serializer}, which is what users implement.
 * Thread-safe.
 */
public interface StoredForm {
    /** Its name, unique among those in use. */
    String name();

    /** The bytes of a value of that type. */
    byte[] toBytes(@Nullable Object value, Type type) throws Exception;

    /** The value of these bytes. */
    @Nullable
    Object fromBytes(byte[] bytes, Type type) throws Exception;
}
