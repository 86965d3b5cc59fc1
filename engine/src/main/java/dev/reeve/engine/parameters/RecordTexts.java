package dev.reeve.engine.parameters;

import dev.reeve.engine.text.NearestNames;
import dev.reeve.engine.text.Shown;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads a record from texts, one for each of its components, as parameters are read: what a person answers. */
public final class RecordTexts {
    private static final int LONGEST_SHOWN = 60;

    private final Class<?> type;

    /**
     * For records of that type.
     *
     * @throws IllegalArgumentException if it is no record
     */
    public RecordTexts(Class<?> type) {
        if (!type.isRecord()) {
            throw new IllegalArgumentException(type.getName() + " is no record");
        }
        this.type = type;
    }

    /** A component: its name and what it takes, in words. */
    public record Field(String name, String expected) {}

    /** The components, in order. */
    public List<Field> fields() {
        return Arrays.stream(type.getRecordComponents())
                .map(component -> new Field(
                        component.getName(),
                        TextFormats.of(component.getGenericType()).words()))
                .toList();
    }

    /** What is wrong with a text for that component; empty if nothing is. */
    public String problem(String field, String text) {
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getName().equals(field)) {
                List<String> problems = new ArrayList<>();
                value(component, text, problems);
                return String.join("; ", problems);
            }
        }
        return "there is no field \"" + Shown.clean(field) + "\"";
    }

    /**
     * The record.
     *
     * @throws ParameterTextException if a text is no value of its component, one is missing or one is too many; says all
     *     that is wrong
     */
    public Object read(Map<String, String> texts) {
        List<String> problems = new ArrayList<>();
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            String text = texts.get(component.getName());
            if (text == null) {
                problems.add("\"" + component.getName() + "\" is missing; it takes "
                        + TextFormats.of(component.getGenericType()).words());
            } else {
                values.put(component.getName(), value(component, text, problems));
            }
        }
        List<String> known = fields().stream().map(Field::name).toList();
        for (String name : texts.keySet()) {
            if (!known.contains(name)) {
                problems.add("there is no field \"" + Shown.clean(name) + "\"." + NearestNames.question(name, known));
            }
        }
        if (!problems.isEmpty()) {
            throw new ParameterTextException("This is no answer:\n  " + String.join("\n  ", problems), problems);
        }
        return make(values.values().toArray());
    }

    private static @Nullable Object value(RecordComponent component, String text, List<String> problems) {
        Type wanted = component.getGenericType();
        TextFormat format = TextFormats.of(wanted);
        try {
            return format.parse().apply(text);
        } catch (TextFormat.RefusedException e) {
            problems.add(wrong(component, format, text) + ": " + Shown.clean(e.getMessage()));
        } catch (IllegalArgumentException | DateTimeException | ArithmeticException e) { // words for programmers
            problems.add(wrong(component, format, text));
        }
        return null;
    }

    private static String wrong(RecordComponent component, TextFormat format, String text) {
        return "\"" + component.getName() + "\" takes " + format.words() + ", not \""
                + Shown.cut(Shown.clean(text), LONGEST_SHOWN) + "\"";
    }

    /** A record may refuse what each of its components takes. */
    private Object make(@Nullable Object[] values) {
        try {
            Class<?>[] types = Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new);
            Constructor<?> constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(values);
        } catch (InvocationTargetException e) {
            String why = Shown.clean(String.valueOf(e.getCause()));
            throw new ParameterTextException("This is no answer: " + why, List.of(why));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("a record can be made from its components", e);
        }
    }
}
