package dev.reeve.engine.fingerprint;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Tells static fields that always are what their class made them from those that code elsewhere may change. */
final class Stillness {
    private static final Set<String> OF_THE_JDK = Set.of(
            "java/lang/Boolean",
            "java/lang/Byte",
            "java/lang/Character",
            "java/lang/Class",
            "java/lang/Double",
            "java/lang/Float",
            "java/lang/Integer",
            "java/lang/Long",
            "java/lang/Short",
            "java/lang/String",
            "java/lang/System$Logger",
            "java/math/BigDecimal",
            "java/math/BigInteger",
            "java/math/MathContext",
            "java/math/RoundingMode",
            "java/net/URI",
            "java/net/URL",
            "java/net/http/HttpClient",
            "java/nio/charset/Charset",
            "java/nio/file/Path",
            "java/time/DayOfWeek",
            "java/time/Duration",
            "java/time/Instant",
            "java/time/LocalDate",
            "java/time/LocalDateTime",
            "java/time/LocalTime",
            "java/time/Month",
            "java/time/MonthDay",
            "java/time/OffsetDateTime",
            "java/time/Period",
            "java/time/Year",
            "java/time/YearMonth",
            "java/time/ZoneId",
            "java/time/ZoneOffset",
            "java/time/ZonedDateTime",
            "java/time/format/DateTimeFormatter",
            "java/time/temporal/ChronoField",
            "java/time/temporal/ChronoUnit",
            "java/util/Currency",
            "java/util/HexFormat",
            "java/util/Locale",
            "java/util/OptionalDouble",
            "java/util/OptionalInt",
            "java/util/OptionalLong",
            "java/util/UUID",
            "java/util/concurrent/TimeUnit",
            "java/util/logging/Logger",
            "java/util/regex/Pattern",
            "org/slf4j/Logger",
            "org/slf4j/Marker",
            "tools/jackson/databind/ObjectMapper",
            "tools/jackson/databind/json/JsonMapper");

    private static final Set<String> COLLECTIONS = Set.of(
            "java/util/List",
            "java/util/Set",
            "java/util/Map",
            "java/util/Map$Entry",
            "java/util/Collection",
            "java/util/Optional",
            "java/lang/Iterable");

    private final Classes classes;
    private final Place.Opened files;
    private final Map<String, Boolean> still = new HashMap<>();

    Stillness(Classes classes, Place.Opened files) {
        this.classes = classes;
        this.files = files;
    }

    /** The class that has the static field; null if it is not here. */
    @Nullable
    ClassCode declaring(Member field) throws IOException {
        return declaring(field.owner(), field.key(), new HashSet<>());
    }

    private @Nullable ClassCode declaring(@Nullable String type, String key, Set<String> seen) throws IOException {
        if (type == null || !classes.has(type) || !seen.add(type)) {
            return null;
        }
        ClassCode code = classes.of(type, files);
        if (code.fields().containsKey(key)) {
            return code;
        }
        for (String implemented : code.interfaces()) { // the JVM looks here first
            ClassCode found = declaring(implemented, key, seen);
            if (found != null) {
                return found;
            }
        }
        return declaring(code.superName(), key, seen);
    }

    /** Whether that static field is always the same. */
    boolean of(ClassCode.Field field) throws IOException {
        if ((field.access() & Opcodes.ACC_SYNTHETIC) != 0) { // the compiler's own
            return true;
        }
        if ((field.access() & Opcodes.ACC_FINAL) == 0) {
            return false;
        }
        return switch (field.fixed()) {
            case FUNCTION -> true;
            case COLLECTION -> elements(field);
            case UNKNOWN -> type(field.descriptor());
        };
    }

    /** Whether all that is between the angle brackets never changes. */
    private boolean elements(ClassCode.Field field) throws IOException {
        String signature = field.signature();
        if (signature == null || signature.contains("*") || signature.contains("[")) {
            return false;
        }
        String outer = Type.getType(field.descriptor()).getInternalName();
        String inner = signature.substring(signature.indexOf('<') + 1, signature.length() - 2);
        if (!COLLECTIONS.contains(outer) || inner.contains("<") || signature.indexOf('<') < 0) {
            return false;
        }
        for (String element : inner.split(";")) {
            if (!element.startsWith("L") || !type(element + ";")) { // T for a variable, + and - for a wildcard
                return false;
            }
        }
        return true;
    }

    /** Whether no value of that type ever changes. */
    private boolean type(String descriptor) throws IOException {
        Type type = Type.getType(descriptor);
        return switch (type.getSort()) {
            case Type.ARRAY -> false;
            case Type.OBJECT -> named(type.getInternalName());
            default -> true;
        };
    }

    private boolean named(String name) throws IOException {
        if (OF_THE_JDK.contains(name)) {
            return true;
        }
        if (!classes.has(name)) {
            return false;
        }
        Boolean known = still.get(name);
        if (known == null) {
            still.put(name, true); // one that holds its own kind, unless something else in it changes
            known = fields(classes.of(name, files));
            if (!known) {
                still.clear(); // what was said of others may have counted on it
            }
            still.put(name, known);
        }
        return known;
    }

    private boolean fields(ClassCode code) throws IOException {
        if (code.has(Opcodes.ACC_INTERFACE) || !superKeepsNothing(code)) {
            return false; // a lambda may stand behind it
        }
        for (ClassCode.Field field : code.fields().values()) {
            boolean ofInstance = (field.access() & Opcodes.ACC_STATIC) == 0;
            if (ofInstance && ((field.access() & Opcodes.ACC_FINAL) == 0 || !type(field.descriptor()))) {
                return false;
            }
        }
        if (code.has(Opcodes.ACC_FINAL)) {
            return true;
        }
        List<String> subclasses =
                code.permitted().isEmpty() ? classes.subclasses(code.name(), files) : code.permitted();
        for (String subclass : subclasses) {
            if (!classes.has(subclass) || !fields(classes.of(subclass, files))) {
                return false;
            }
        }
        return true;
    }

    private boolean superKeepsNothing(ClassCode code) throws IOException {
        String extended = code.superName();
        if (extended == null
                || Set.of("java/lang/Object", "java/lang/Record", "java/lang/Enum")
                        .contains(extended)) {
            return true;
        }
        return classes.has(extended)
                && code.has(Opcodes.ACC_ENUM)
                && classes.of(extended, files).has(Opcodes.ACC_ENUM);
    }
}
