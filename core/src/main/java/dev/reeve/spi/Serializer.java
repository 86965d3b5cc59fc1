package dev.reeve.spi;

import dev.reeve.graph.StoredForm;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Turns the results of tasks into bytes and back. Thread-safe. */
public interface Serializer extends StoredForm {
    /** Its name, written into the header of each stored result, such as {@code "json"}. Unique among those in use. */
    @Override
    String name();

    /**
     * The bytes of a value.
     *
     * @param type the generic type that the task's method declares
     * @throws Exception if it cannot be stored; the attempt fails with it if the task asked for its result to be stored, and
     *     else goes on with the result in memory only
     */
    @Override
    byte[] toBytes(@Nullable Object value, Type type) throws Exception;

    /**
     * The value of these bytes.
     *
     * @throws Exception if they are not what {@link #toBytes} wrote; the stored result is then recomputed
     */
    @Override
    @Nullable
    Object fromBytes(byte[] bytes, Type type) throws Exception;
}
