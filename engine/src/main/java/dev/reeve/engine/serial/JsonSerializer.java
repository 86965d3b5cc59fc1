package dev.reeve.engine.serial;

import dev.reeve.spi.Serializer;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Results as JSON, written and read as the generic type that a task's function declares: records, beans, enums,
 * collections, maps, {@code Optional}, {@code java.time}, {@code byte[]} as Base64, what of these there is in each
 * other. A value of a sealed type carries the simple name of its class as {@code "@type"}. No class is ever named by
 * the data otherwise.
 *
 * <p>Where the declared type is {@code Object}, {@code Number} or a wildcard, only what JSON gives back as it was can be
 * written: text, booleans, {@code Integer}, a {@code Long} that is no {@code int}, finite {@code Double}, lists and maps of
 * these. Other values there, a collection that is no list where {@code Collection} is declared, and sorted collections
 * with a comparator are refused when they are written. A {@code Set} is read back in its order. A field that the class does not have fails the reading, so that a result of an older class is
 * recomputed. Thread-safe. Jackson is loaded by the first call.
 */
public final class JsonSerializer implements Serializer {
    /** A serializer. All are alike. */
    public JsonSerializer() {}

    @Override
    public String name() {
        return "json";
    }

    @Override
    public byte[] toBytes(@Nullable Object value, Type type) throws UnstorableValueException {
        byte[] bytes;
        try {
            bytes = JsonTypes.writer(type, value).writeValueAsBytes(value);
        } catch (JacksonException | IllegalArgumentException | StackOverflowError e) {
            throw JsonProblem.writing(value, type, e, JsonTypes.unreadable(type));
        }
        JacksonException unreadable = JsonTypes.unreadable(type);
        if (unreadable != null) {
            throw JsonProblem.writing(value, type, unreadable, unreadable);
        }
        return bytes;
    }

    @Override
    public @Nullable Object fromBytes(byte[] bytes, Type type) throws UnstorableValueException {
        try {
            return JsonTypes.reader(type).readValue(bytes);
        } catch (JacksonException | IllegalArgumentException e) {
            throw JsonProblem.reading(type, e);
        }
    }
}
