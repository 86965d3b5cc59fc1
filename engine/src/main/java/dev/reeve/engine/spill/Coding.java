package dev.reeve.engine.spill;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.reeve.engine.fingerprint.Fingerprints;
import dev.reeve.graph.StoredForm;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How the results of one task become bytes and themselves again. Nobody asked for that, so a value only leaves memory if
 * what comes back is the same. Thread-safe.
 */
public final class Coding {
    private static final byte BYTES = 0;
    private static final byte NARROW_TEXT = 1;
    private static final byte PLAIN = 2;
    private static final byte FIRST_TYPE = 3;
    private static final int MOST_TYPES = 100;
    private static final int LARGEST = 1 << 30;
    private static final int SMALL_TEXT = 64;

    /** A value as the first so many bytes of an array; {@code form} says how it is read. */
    record Encoded(byte form, byte[] bytes, int length) {
        Encoded(byte form, byte[] bytes) {
            this(form, bytes, bytes.length);
        }
    }

    private final String words;
    private final Supplier<? extends StoredForm> serializer;
    private final @Nullable Type declared;
    private final KnownClasses classes = new KnownClasses();
    /** What values are read as; a form is a place in it. */
    private final CopyOnWriteArrayList<Type> types = new CopyOnWriteArrayList<>();

    /**
     * How results become bytes.
     *
     * @param words whose results they are, for people: {@code the result of task "load"}
     * @param declared the type of a value as the task's function declares it; null if that is not known
     */
    public Coding(String words, Supplier<? extends StoredForm> serializer, @Nullable Type declared) {
        this.words = words;
        this.serializer = serializer;
        this.declared = declared;
    }

    String words() {
        return words;
    }

    /** Whether a value is worth the while: those that take no more room than what would stand in their place are not. */
    static boolean worthwhile(@Nullable Object value) {
        return !(value == null
                || value instanceof Number
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Enum<?>
                || value instanceof Class<?>
                || value instanceof KeptList
                || value instanceof String text && text.length() < SMALL_TEXT);
    }

    /** The value as bytes; null if it has to stay in memory. */
    @Nullable
    Encoded encoded(Object value) {
        if (value instanceof byte[] bytes) {
            return bytes.length > LARGEST ? null : new Encoded(BYTES, bytes);
        }
        if (value instanceof String text) {
            byte[] narrow = text.getBytes(ISO_8859_1);
            if (new String(narrow, ISO_8859_1).equals(text)) {
                return new Encoded(NARROW_TEXT, narrow);
            }
        }
        Encoded plain = plain(value);
        return plain == null ? serialized(value) : plain;
    }

    /** Data needs no serializer, and is not looked at whether it comes back the same. */
    private @Nullable Encoded plain(Object value) {
        try {
            PlainWriter writer = new PlainWriter(classes);
            return writer.write(value, 0) ? new Encoded(PLAIN, writer.bytes(), writer.length()) : null;
        } catch (Exception | LinkageError unreadable) { // a record that may not be looked into, say
            return null;
        }
    }

    private @Nullable Encoded serialized(Object value) {
        try {
            Type type = typeOf(value);
            int form = form(type);
            byte[] bytes = form < 0 ? null : serializer.get().toBytes(value, type);
            if (bytes == null
                    || bytes.length > LARGEST
                    || !same(value, serializer.get().fromBytes(bytes, type))) {
                return null;
            }
            return new Encoded((byte) form, bytes);
        } catch (Exception | StackOverflowError | LinkageError unstorable) {
            return null;
        }
    }

    private Type typeOf(Object value) {
        if (declared != null) {
            return declared;
        }
        Class<?> found = value.getClass();
        return found.isRecord() && found.getTypeParameters().length == 0 ? found : Object.class;
    }

    private int form(Type type) {
        int known = types.indexOf(type);
        if (known < 0) {
            synchronized (types) {
                types.addIfAbsent(type);
                known = types.indexOf(type);
            }
        }
        return known < MOST_TYPES ? FIRST_TYPE + known : -1;
    }

    private static boolean same(Object value, @Nullable Object back) {
        if (back == null) {
            return false;
        }
        if (value instanceof SortedMap<?, ?> map && map.comparator() != null
                || value instanceof SortedSet<?> set && set.comparator() != null) {
            return false; // equal, and yet another
        }
        boolean alike =
                value.getClass() == back.getClass() || value instanceof Collection<?> || value instanceof Map<?, ?>;
        if (alike && value.equals(back)) {
            return true;
        }
        Optional<String> fingerprint = Fingerprints.ofValue(value); // arrays in it, say, are equal to themselves only
        return fingerprint.isPresent() && fingerprint.equals(Fingerprints.ofValue(back));
    }

    /** The value of these bytes. */
    @Nullable
    Object decoded(byte form, byte[] bytes) throws Exception {
        return switch (form) {
            case BYTES -> bytes;
            case NARROW_TEXT -> new String(bytes, ISO_8859_1);
            case PLAIN -> new PlainReader(classes, bytes).read();
            default -> serializer.get().fromBytes(bytes, types.get(form - FIRST_TYPE)); // a byte is an open set
        };
    }
}
