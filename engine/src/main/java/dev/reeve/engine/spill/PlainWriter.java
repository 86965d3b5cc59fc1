package dev.reeve.engine.spill;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Writes one value in plain form, or finds that it has none. */
@SuppressWarnings("EnumOrdinal") // what is written is read by the same process
final class PlainWriter {
    private final KnownClasses classes;
    private byte[] bytes = new byte[256];
    private int length;

    PlainWriter(KnownClasses classes) {
        this.classes = classes;
    }

    /** What was written, and perhaps more behind it: not copied, for it may be large. */
    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    /** Writes it; false if it, or something in it, has no plain form. What was written is of no use then. */
    boolean write(@Nullable Object value, int depth) throws ReflectiveOperationException {
        return switch (value) {
            case null -> form(PlainForm.NULL);
            case Boolean flag -> form(flag ? PlainForm.TRUE : PlainForm.FALSE);
            case Integer number -> number(PlainForm.INT, number, 4);
            case Long number -> number(PlainForm.LONG, number, 8);
            case Double number -> number(PlainForm.DOUBLE, Double.doubleToRawLongBits(number), 8);
            case Byte number -> number(PlainForm.BYTE, number, 1);
            case Short number -> number(PlainForm.SHORT, number, 2);
            case Float number -> number(PlainForm.FLOAT, Float.floatToRawIntBits(number), 4);
            case Character letter -> number(PlainForm.CHAR, letter, 2);
            case String text -> text(text);
            case byte[] array -> form(PlainForm.BYTES) && sized(array);
            case int[] array -> numbers(PlainForm.INTS, array.length, 4, i -> array[i]);
            case long[] array -> numbers(PlainForm.LONGS, array.length, 8, i -> array[i]);
            case double[] array ->
                numbers(PlainForm.DOUBLES, array.length, 8, i -> Double.doubleToRawLongBits(array[i]));
            default -> depth < PlainForm.DEEPEST && composed(value, depth + 1); // values are an open set
        };
    }

    private boolean composed(Object value, int depth) throws ReflectiveOperationException {
        return switch (value) {
            case Record data -> ofRecord(data, depth);
            case Enum<?> constant -> ofClass(PlainForm.ENUM, constant.getDeclaringClass(), constant.ordinal());
            case Optional<?> optional -> form(PlainForm.OPTIONAL) && write(optional.orElse(null), depth);
            case List<?> list -> collection(list, depth, listForm(list));
            case Set<?> set -> collection(set, depth, setForm(set));
            case Map<?, ?> map -> map(map, depth, mapForm(map));
            default -> asText(value); // values are an open set
        };
    }

    private static boolean isFixed(Object collection) {
        return collection.getClass().getName().startsWith("java.util.ImmutableCollections$");
    }

    private static @Nullable PlainForm listForm(List<?> list) {
        return isFixed(list) ? PlainForm.FIXED_LIST : list.getClass() == ArrayList.class ? PlainForm.ARRAY_LIST : null;
    }

    private static @Nullable PlainForm setForm(Set<?> set) {
        Class<?> type = set.getClass();
        return isFixed(set)
                ? PlainForm.FIXED_SET
                : type == HashSet.class
                        ? PlainForm.HASH_SET
                        : type == LinkedHashSet.class ? PlainForm.LINKED_SET : null;
    }

    private static @Nullable PlainForm mapForm(Map<?, ?> map) {
        Class<?> type = map.getClass();
        if (isFixed(map)) {
            return PlainForm.FIXED_MAP;
        }
        if (map instanceof TreeMap<?, ?> sorted && type == TreeMap.class) {
            return sorted.comparator() == null ? PlainForm.TREE_MAP : null;
        }
        return type == HashMap.class ? PlainForm.HASH_MAP : type == LinkedHashMap.class ? PlainForm.LINKED_MAP : null;
    }

    private boolean collection(Collection<?> values, int depth, @Nullable PlainForm form)
            throws ReflectiveOperationException {
        if (form == null) {
            return false;
        }
        number(form, values.size(), 4);
        for (Object value : values) {
            if (!write(value, depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean map(Map<?, ?> map, int depth, @Nullable PlainForm form) throws ReflectiveOperationException {
        if (form == null) {
            return false;
        }
        number(form, map.size(), 4);
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            if (!write(entry.getKey(), depth) || !write(entry.getValue(), depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean ofRecord(Record data, int depth) throws ReflectiveOperationException {
        KnownClasses.Known known = classes.of(data.getClass());
        number(PlainForm.RECORD, known.number(), 4);
        for (java.lang.reflect.Method accessor : known.accessors()) {
            if (!write(accessor.invoke(data), depth)) {
                return false;
            }
        }
        return true;
    }

    private boolean ofClass(PlainForm form, Class<?> type, int ordinal) throws ReflectiveOperationException {
        return number(form, classes.of(type).number(), 4) && raw(ordinal, 4);
    }

    private boolean asText(Object value) throws ReflectiveOperationException {
        for (int i = 0; i < PlainForm.TEXTUAL.size(); i++) {
            if (PlainForm.TEXTUAL.get(i).type() == value.getClass()) {
                return number(PlainForm.AS_TEXT, i, 1) && text(value.toString());
            }
        }
        return false;
    }

    private boolean text(String text) {
        byte[] narrow = text.getBytes(ISO_8859_1);
        if (new String(narrow, ISO_8859_1).equals(text)) {
            return form(PlainForm.NARROW_TEXT) && sized(narrow);
        }
        return numbers(PlainForm.WIDE_TEXT, text.length(), 2, text::charAt); // half a character stays what it is
    }

    private boolean sized(byte[] array) {
        raw(array.length, 4);
        room(array.length);
        System.arraycopy(array, 0, bytes, length, array.length);
        length += array.length;
        return true;
    }

    @FunctionalInterface
    private interface Numbers {
        long at(int index);
    }

    private boolean numbers(PlainForm form, int count, int size, Numbers numbers) {
        number(form, count, 4);
        for (int i = 0; i < count; i++) {
            raw(numbers.at(i), size);
        }
        return true;
    }

    private boolean number(PlainForm form, long number, int size) {
        form(form);
        return raw(number, size);
    }

    private boolean form(PlainForm form) {
        return raw(form.ordinal(), 1);
    }

    private boolean raw(long number, int size) {
        room(size);
        for (int shift = 8 * (size - 1); shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (number >>> shift);
        }
        return true;
    }

    private void room(int more) {
        if (bytes.length - length < more) {
            bytes = Arrays.copyOf(bytes, Math.max(Math.addExact(length, more), bytes.length + (bytes.length >> 1)));
        }
    }
}
