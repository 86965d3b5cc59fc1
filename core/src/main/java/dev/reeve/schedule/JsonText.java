package dev.reeve.schedule;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * JSON (RFC 8259) that is read strictly: a name that stands twice, a number that is none, half a surrogate pair and
 * what follows the end are refused. Whole numbers become the smallest of Integer, Long and BigInteger that has them,
 * others Double, or BigDecimal if a Double is not
 * written with the same digits. Used by one thread.
 */
final class JsonText {
    private static final int DEEPEST = 100;

    private final String text;
    private int at;
    private int depth;

    private JsonText(String text) {
        this.text = text;
    }

    static @Nullable Object read(String text) {
        JsonText json = new JsonText(text);
        Object value = json.value();
        json.blanks();
        if (json.at < text.length()) {
            throw json.wrong("something follows the end");
        }
        return value;
    }

    private ScheduleException wrong(String what) {
        return new ScheduleException("the JSON of a schedule, at character " + (at + 1) + ": " + what + ".");
    }

    private void blanks() {
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }

    private char next() {
        blanks();
        if (at == text.length()) {
            throw wrong("it ends too early");
        }
        return text.charAt(at);
    }

    private boolean take(char wanted) {
        boolean there = next() == wanted;
        at += there ? 1 : 0;
        return there;
    }

    private void require(char wanted) {
        if (!take(wanted)) {
            throw wrong("a '" + wanted + "' is expected");
        }
    }

    private @Nullable Object value() {
        char first = next();
        if (first == '{' || first == '[') {
            if (++depth > DEEPEST) {
                throw wrong("it is nested more than " + DEEPEST + " times");
            }
            Object value = first == '{' ? object() : list();
            depth--;
            return value;
        }
        if (first == '"') {
            return string();
        }
        if (first == '-' || first >= '0' && first <= '9') {
            return number();
        }
        if (word("true")) {
            return true;
        }
        if (word("false")) {
            return false;
        }
        if (word("null")) {
            return null;
        }
        throw wrong("no value begins with '" + first + "'");
    }

    private boolean word(String word) {
        boolean there = text.startsWith(word, at);
        at += there ? word.length() : 0;
        return there;
    }

    private Map<String, @Nullable Object> object() {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        at++;
        if (take('}')) {
            return fields;
        }
        do {
            if (next() != '"') {
                throw wrong("a name in quotation marks is expected");
            }
            String name = string();
            if (fields.containsKey(name)) {
                throw wrong("\"" + name + "\" stands twice");
            }
            require(':');
            fields.put(name, value());
        } while (take(','));
        require('}');
        return fields;
    }

    private List<@Nullable Object> list() {
        List<@Nullable Object> values = new ArrayList<>();
        at++;
        if (take(']')) {
            return values;
        }
        do {
            values.add(value());
        } while (take(','));
        require(']');
        return Collections.unmodifiableList(values);
    }

    private Number number() {
        int from = at;
        while (at < text.length() && "+-.eE0123456789".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        String number = text.substring(from, at);
        if (!number.matches("-?(0|[1-9]\\d*)(\\.\\d+)?([eE][+-]?\\d+)?") || number.length() > 1_000) {
            throw wrong("a number is expected before it");
        }
        if (number.matches("-?\\d+")) {
            BigInteger whole = new BigInteger(number);
            return whole.bitLength() < 32
                    ? (Number) whole.intValue()
                    : whole.bitLength() < 64 ? (Number) whole.longValue() : whole;
        }
        double value = Double.parseDouble(number);
        if (Double.isInfinite(value) || value == 0 && number.matches("[^eE]*[1-9].*")) {
            throw wrong("the number before it is too large or too small");
        }
        BigDecimal exact = new BigDecimal(number); // with its digits, so that 12.50 stays that
        BigDecimal shown = new BigDecimal(Double.toString(value));
        return exact.compareTo(shown) == 0 && exact.scale() == shown.scale() ? (Number) value : exact;
    }

    private String string() {
        StringBuilder string = new StringBuilder();
        at++;
        while (true) {
            if (at == text.length()) {
                throw wrong("a text has no end");
            }
            char c = text.charAt(at++);
            if (c == '"') {
                return whole(string.toString());
            }
            if (c < ' ') {
                throw wrong("a text has a control character before it");
            }
            string.append(c == '\\' ? escaped() : c);
        }
    }

    private String whole(String string) {
        if (string.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)) {
            throw wrong("the text before it has half a surrogate pair");
        }
        return string;
    }

    private char escaped() {
        char c = at < text.length() ? text.charAt(at++) : ' ';
        int known = "\"\\/bfnrt".indexOf(c);
        if (known >= 0) {
            return "\"\\/\b\f\n\r\t".charAt(known);
        }
        String digits = c == 'u' && at + 4 <= text.length() ? text.substring(at, at + 4) : "";
        if (!digits.matches("[0-9a-fA-F]{4}")) {
            throw wrong("a '\\' has nothing known behind it");
        }
        at += 4;
        return (char) Integer.parseInt(digits, 16);
    }

    /** Text for what {@link #read} gives. */
    static void write(@Nullable Object value, StringBuilder out) {
        switch (value) {
            case null -> out.append("null");
            case String string -> write(string, out);
            case Map<?, ?> map -> {
                String between = "{";
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    out.append(between);
                    write((Object) String.valueOf(entry.getKey()), out);
                    out.append(':');
                    write(entry.getValue(), out);
                    between = ",";
                }
                out.append(map.isEmpty() ? "{}" : "}");
            }
            case List<?> list -> {
                String between = "[";
                for (Object each : list) {
                    out.append(between);
                    write(each, out);
                    between = ",";
                }
                out.append(list.isEmpty() ? "[]" : "]");
            }
            default -> out.append(value); // numbers, true and false
        }
    }

    private static void write(String string, StringBuilder out) {
        out.append('"');
        for (int i = 0; i < string.length(); i++) {
            char c = string.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\').append(c);
            } else if (c < ' ' || c == 0x7f || c == 0x2028 || c == 0x2029) {
                out.append(String.format("\\u%04x", (int) c));
            } else {
                out.append(c);
            }
        }
        out.append('"');
    }
}
