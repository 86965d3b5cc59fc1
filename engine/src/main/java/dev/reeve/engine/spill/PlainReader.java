package dev.reeve.engine.spill;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads one value that is in plain form. */
final class PlainReader {
    private final KnownClasses classes;
    private final byte[] bytes;
    private int at;

    PlainReader(KnownClasses classes, byte[] bytes) {
        this.classes = classes;
        this.bytes = bytes;
    }

    @Nullable
    Object read() throws ReflectiveOperationException {
        return switch (PlainForm.of(bytes[at++])) {
            case NULL -> null;
            case FALSE -> false;
            case TRUE -> true;
            case BYTE -> (byte) number(1);
            case SHORT -> (short) number(2);
            case INT -> (int) number(4);
            case LONG -> number(8);
            case FLOAT -> Float.intBitsToFloat((int) number(4));
            case DOUBLE -> Double.longBitsToDouble(number(8));
            case CHAR -> (char) number(2);
            case NARROW_TEXT -> narrowText();
            case WIDE_TEXT -> wideText();
            case BYTES -> slice();
            case INTS -> ints();
            case LONGS -> longs();
            case DOUBLES ->
                Arrays.stream(longs()).mapToDouble(Double::longBitsToDouble).toArray();
            case AS_TEXT -> PlainForm.TEXTUAL.get((int) number(1)).read().apply(text());
            case ENUM -> classes.at((int) number(4)).type().getEnumConstants()[(int) number(4)];
            case RECORD -> ofRecord(classes.at((int) number(4)));
            case OPTIONAL -> Optional.ofNullable(read());
            case FIXED_LIST -> Collections.unmodifiableList(Arrays.asList(array()));
            case ARRAY_LIST -> filled(new ArrayList<>());
            case FIXED_MAP -> Collections.unmodifiableMap(filled(new LinkedHashMap<>()));
            case HASH_MAP -> filled(new HashMap<>());
            case LINKED_MAP -> filled(new LinkedHashMap<>());
            case TREE_MAP -> filled(new TreeMap<>());
            case FIXED_SET -> Collections.unmodifiableSet(filled(new LinkedHashSet<>()));
            case HASH_SET -> filled(new HashSet<>());
            case LINKED_SET -> filled(new LinkedHashSet<>());
        };
    }

    private Object ofRecord(KnownClasses.Known known) throws ReflectiveOperationException {
        @Nullable Object[] components = new @Nullable Object[known.accessors().length];
        for (int i = 0; i < components.length; i++) {
            components[i] = read();
        }
        return Objects.requireNonNull(known.constructor()).newInstance(components);
    }

    private @Nullable Object[] array() throws ReflectiveOperationException {
        @Nullable Object[] values = new @Nullable Object[(int) number(4)];
        for (int i = 0; i < values.length; i++) {
            values[i] = read();
        }
        return values;
    }

    private <C extends Collection<@Nullable Object>> C filled(C values) throws ReflectiveOperationException {
        Collections.addAll(values, array());
        return values;
    }

    private <M extends Map<@Nullable Object, @Nullable Object>> M filled(M map) throws ReflectiveOperationException {
        for (long left = number(4); left > 0; left--) {
            Object key = read();
            map.put(key, read());
        }
        return map;
    }

    private String text() {
        return PlainForm.of(bytes[at++]) == PlainForm.NARROW_TEXT ? narrowText() : wideText();
    }

    private String narrowText() {
        int length = (int) number(4);
        at += length;
        return new String(bytes, at - length, length, ISO_8859_1);
    }

    private String wideText() {
        char[] letters = new char[(int) number(4)];
        for (int i = 0; i < letters.length; i++) {
            letters[i] = (char) number(2);
        }
        return new String(letters);
    }

    private byte[] slice() {
        int length = (int) number(4);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    private int[] ints() {
        int[] numbers = new int[(int) number(4)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = (int) number(4);
        }
        return numbers;
    }

    private long[] longs() {
        long[] numbers = new long[(int) number(4)];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = number(8);
        }
        return numbers;
    }

    private long number(int size) {
        long number = bytes[at++];
        for (int i = 1; i < size; i++) {
            number = number << 8 | bytes[at++] & 0xFF;
        }
        return number;
    }
}
