package dev.reeve.engine.fingerprint;

import dev.reeve.Secret;
import java.lang.reflect.Array;
import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.Modifier;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.temporal.TemporalAccessor;
import java.time.temporal.TemporalAmount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.Currency;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Goes through a value and puts all that it is made of into a digest. */
final class ValueWalk {
    /** Deeper than data is; a chain that long would be a stack overflow soon. */
    private static final int DEEPEST = 500;

    /** Classes of the JDK that users extend and that keep nothing. */
    private static final Set<Class<?>> STATELESS = Set.of(Object.class, Record.class, Number.class);

    private final Digest digest;
    private final int depth;

    /** What the value stands in: one that holds itself would otherwise be gone through for ever. */
    private final Set<Object> around;

    private final Predicate<String> unsaid;

    ValueWalk(Digest digest) {
        this(digest, text -> false);
    }

    /** One for which a value with a text in it that must not be said has no fingerprint. */
    ValueWalk(Digest digest, Predicate<String> unsaid) {
        this(digest, unsaid, 0, Collections.newSetFromMap(new IdentityHashMap<>()));
    }

    private ValueWalk(Digest digest, Predicate<String> unsaid, int depth, Set<Object> around) {
        this.digest = digest;
        this.unsaid = unsaid;
        this.depth = depth;
        this.around = around;
    }

    /** Adds a value; false if it has no fingerprint, after which the digest is of no use. */
    boolean add(@Nullable Object value) {
        return switch (value) {
            case null -> word("null", "");
            case String text -> said("String", text);
            case Boolean flag -> word("Boolean", flag.toString());
            case Character character -> word("Character", character.toString());
            case Number number -> number(number);
            case Enum<?> constant -> word(constant.getDeclaringClass().getName(), constant.name());
            case Secret secret -> word("Secret", secret.name());
            case Class<?> type -> word("Class", type.getName());
            default -> ofJdkText(value) || compound(value);
        };
    }

    private boolean said(String kind, String text) {
        return !unsaid.test(text) && word(kind, text);
    }

    private boolean compound(Object value) {
        if (depth == DEEPEST || !around.add(value)) {
            return false;
        }
        boolean whole = parts(value, new ValueWalk(digest, unsaid, depth + 1, around));
        around.remove(value);
        return whole;
    }

    private boolean parts(Object value, ValueWalk inside) {
        if (value.getClass().isArray()) {
            return array(value, inside);
        }
        boolean foreign = !ofTheJdk(value); // a collection of the user's may have more to it than its elements
        return switch (value) {
            case Optional<?> optional -> {
                digest.count('o', optional.isPresent() ? 1 : 0);
                yield optional.isEmpty() || inside.add(optional.get());
            }
            case Set<?> set -> unordered('s', set) && (!foreign || fields(value, inside));
            case Map<?, ?> map -> unordered('m', map.entrySet()) && (!foreign || fields(value, inside));
            case Map.Entry<?, ?> entry -> {
                digest.count('e', 2);
                yield inside.add(entry.getKey()) && inside.add(entry.getValue()) && (!foreign || fields(value, inside));
            }
            case Collection<?> elements -> {
                digest.count('l', elements.size());
                yield all(inside, elements) && (!foreign || fields(value, inside));
            }
            default -> fields(value, inside);
        };
    }

    private boolean number(Number number) {
        return switch (number) {
            case Byte n -> word("Byte", n.toString());
            case Short n -> word("Short", n.toString());
            case Integer n -> word("Integer", n.toString());
            case Long n -> word("Long", n.toString());
            case Float n -> word("Float", n.toString());
            case Double n -> word("Double", n.toString());
            case BigInteger n -> word("BigInteger", n.toString());
            case BigDecimal n -> word("BigDecimal", n.toString());
            default -> compound(number); // a counter of the JDK is refused there
        };
    }

    /** Adds a value of the JDK whose text says all there is to it; false for others. */
    private boolean ofJdkText(Object value) {
        return switch (value) {
            case Path path -> said("Path", path.toString());
            case ZoneId zone -> word("ZoneId", zone.getId());
            case Currency currency -> word("Currency", currency.getCurrencyCode());
            case Pattern pattern -> word("Pattern", pattern.flags() + " " + pattern.pattern());
            case Locale locale -> word("Locale", locale.toLanguageTag());
            case URI text -> said("URI", text.toString());
            case URL text -> said("URL", text.toString());
            case UUID text -> word("UUID", text.toString());
            case TemporalAccessor time -> ofTheJdk(time) && word(time.getClass().getName(), time.toString());
            case TemporalAmount time -> ofTheJdk(time) && word(time.getClass().getName(), time.toString());
            default -> false;
        };
    }

    private boolean array(Object array, ValueWalk inside) {
        word("array", array.getClass().getName());
        int length = Array.getLength(array);
        digest.count('a', length);
        if (array instanceof char[] characters && unsaid.test(new String(characters))) { // passwords often are
            return false;
        }
        if (array instanceof byte[] bytes) {
            digest.bytes(bytes, length);
            return !unsaid.test(new String(bytes, StandardCharsets.UTF_8));
        }
        for (int i = 0; i < length; i++) {
            if (!inside.add(Array.get(array, i))) {
                return false;
            }
        }
        return true;
    }

    private boolean fields(Object value, ValueWalk inside) {
        Class<?> type = value.getClass();
        if (ofTheJdk(value) || type.isHidden() || type.isSynthetic()) { // a lambda is hidden
            return false;
        }
        word("object", type.getName());
        for (Class<?> part = type; part != null && !STATELESS.contains(part); part = part.getSuperclass()) {
            if (ofTheJdk(part)) {
                return value instanceof Collection || value instanceof Map; // whose elements say what it keeps
            }
            Field[] fields = part.getDeclaredFields();
            Arrays.sort(fields, Comparator.comparing(Field::getName));
            for (Field field : fields) { // transient ones too: better made anew than taken for another
                if (!Modifier.isStatic(field.getModifiers())
                        && !(word("field", field.getName()) && inside.add(read(field, value)))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The field's value; where it may not be read, something that has no fingerprint. */
    private static @Nullable Object read(Field field, Object value) {
        try {
            field.setAccessible(true);
            return field.get(value);
        } catch (IllegalAccessException | InaccessibleObjectException e) {
            return new Object();
        }
    }

    private boolean unordered(char kind, Collection<?> elements) {
        List<String> each = new ArrayList<>(elements.size());
        for (Object element : elements) {
            Digest own = new Digest();
            if (!new ValueWalk(own, unsaid, depth + 1, around).add(element)) {
                return false;
            }
            each.add(own.hex());
        }
        each.sort(Comparator.naturalOrder());
        digest.count(kind, each.size());
        each.forEach(digest::text);
        return true;
    }

    private static boolean all(ValueWalk inside, Collection<?> elements) {
        for (Object element : elements) {
            if (!inside.add(element)) {
                return false;
            }
        }
        return true;
    }

    private boolean word(String kind, String text) {
        digest.count('w', 2);
        digest.text(kind);
        digest.text(text);
        return true;
    }

    private static boolean ofTheJdk(Object value) {
        return ofTheJdk(value.getClass());
    }

    /** Whether it is one of the JDK's that users extend, and that keeps nothing. */
    static boolean keepsNothing(Class<?> type) {
        return STATELESS.contains(type);
    }

    static boolean ofTheJdk(Class<?> type) {
        String module = type.getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }
}
