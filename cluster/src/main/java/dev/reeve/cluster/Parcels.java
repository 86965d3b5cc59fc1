package dev.reeve.cluster;

import dev.reeve.Secret;
import dev.reeve.TaskRun;
import dev.reeve.engine.spill.KeptList;
import dev.reeve.engine.text.Shown;
import dev.reeve.graph.StoredForm;
import dev.reeve.spi.RemoteValue;
import java.io.IOException;
import java.io.NotSerializableException;
import java.io.Serializable;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Puts values into parcels and takes them out. A value goes by the serializer if its type is known; else, and where that
 * refuses it, as Java serializes it; else by the class that it is of; else, if it is a collection, part by part.
 */
final class Parcels {
    private final StoredForm serializer;
    private volatile boolean secret;

    Parcels(StoredForm serializer) {
        this.serializer = serializer;
    }

    StoredForm serializer() {
        return serializer;
    }

    /** Whether a secret was put into one. */
    boolean hasSecret() {
        return secret;
    }

    private Parcel secrecy(Secret hidden) {
        secret = true;
        return new Parcel.Secrecy(hidden.name(), hidden.reveal());
    }

    /**
     * The parcel of a value.
     *
     * @param type as which it is declared; null if that is not known
     * @throws Parcel.Stuck if it cannot be sent; says of which class it is and why
     */
    Parcel of(@Nullable Object value, @Nullable Type type) throws Parcel.Stuck {
        return switch (value) {
            case null -> new Parcel.Nothing();
            case byte[] bytes -> new Parcel.Bytes(bytes);
            case TaskRun run -> new Parcel.Context();
            case Secret hidden -> secrecy(hidden);
            case HeldResult held -> new Parcel.Held(held.name(), (int) held.bytes());
            case RemoteValue other -> of(brought(other), type);
            case Stream<?> stream -> new Parcel.Streamed(of(elements(stream), listed(type)));
            default -> isPlain(value) ? new Parcel.Plain((Serializable) value) : data(value, type);
        };
    }

    private static @Nullable Object brought(RemoteValue other) throws Parcel.Stuck {
        try {
            return other.bring();
        } catch (Exception lost) {
            throw new Parcel.Stuck(String.valueOf(lost.getMessage()), lost);
        }
    }

    /** Each by itself: some are in other processes. */
    private List<Parcel> sent(KeptList list, @Nullable Type type) throws Parcel.Stuck {
        Type element = type instanceof ParameterizedType generic && generic.getActualTypeArguments().length == 1
                ? generic.getActualTypeArguments()[0]
                : null;
        List<Parcel> parcels = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            parcels.add(of(list.sent(i), element));
        }
        return parcels;
    }

    /** What it throws, its elements threw. */
    private static List<?> elements(Stream<?> stream) {
        try (stream) {
            return stream.toList();
        }
    }

    /** Of a stream of something, the list of it. */
    private static @Nullable Type listed(@Nullable Type stream) {
        return stream instanceof ParameterizedType generic && generic.getRawType() == Stream.class
                ? new TypeShape.Parameterized(List.class, generic.getActualTypeArguments())
                : null;
    }

    private static boolean isPlain(Object value) {
        Class<?> type = value.getClass();
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Character
                || value instanceof Number && type.getName().startsWith("java.")
                || value instanceof Serializable && type.getName().startsWith("java.time.");
    }

    private Parcel data(Object value, @Nullable Type type) throws Parcel.Stuck {
        if (value instanceof KeptList list && list.isElsewhere()) {
            return new Parcel.Parts(Parcel.Form.LIST, sent(list, type));
        }
        Exception refused = null;
        TypeShape declared = type == Object.class ? null : TypeShape.of(type);
        if (declared != null) {
            try {
                return written(value, declared);
            } catch (Exception e) {
                refused = e;
            }
        }
        if (value instanceof Serializable) {
            try {
                return new Parcel.Serialized(Wire.bytes(value));
            } catch (IOException e) {
                refused = refused == null ? e : refused;
            }
        }
        Class<?> own = seen(value);
        if (own.getTypeParameters().length == 0 && !own.isHidden() && !(value instanceof Collection<?>)) {
            try {
                return written(value, new TypeShape.Plain(own));
            } catch (Exception e) {
                refused = refused == null ? e : refused;
            }
        }
        Parcel parts = parts(value);
        if (parts != null) {
            return parts;
        }
        throw new Parcel.Stuck("a " + own.getName() + " cannot be sent to another process" + words(refused), refused);
    }

    private static String words(@Nullable Exception refused) {
        if (refused == null) {
            return "";
        }
        if (refused instanceof NotSerializableException) {
            return ": " + refused.getMessage() + " is not serializable";
        }
        String message = Shown.cut(String.valueOf(refused.getMessage()), 500);
        return ": " + (message.endsWith(".") ? message.substring(0, message.length() - 1) : message);
    }

    /** The class that others know it by: {@code Path.of(".")} is of a hidden one of the JDK's. */
    private static Class<?> seen(Object value) {
        if (value instanceof Enum<?> constant) {
            return constant.getDeclaringClass();
        }
        Class<?> type = value.getClass();
        boolean hidden = type.getClassLoader() == null && !Modifier.isPublic(type.getModifiers());
        return hidden && type.getInterfaces().length == 1 ? type.getInterfaces()[0] : type;
    }

    private Parcel written(Object value, TypeShape shape) throws Exception {
        return new Parcel.Written(shape, serializer.toBytes(value, shape.type()));
    }

    private @Nullable Parcel parts(Object value) throws Parcel.Stuck {
        return switch (value) {
            case List<?> list -> new Parcel.Parts(Parcel.Form.LIST, each(list));
            case Set<?> set -> new Parcel.Parts(Parcel.Form.SET, each(set));
            case Map<?, ?> map -> {
                List<@Nullable Object> turns = new ArrayList<>();
                map.forEach((key, part) -> {
                    turns.add(key);
                    turns.add(part);
                });
                yield new Parcel.Parts(Parcel.Form.MAP, each(turns));
            }
            case Optional<?> optional ->
                new Parcel.Parts(
                        Parcel.Form.OPTIONAL, optional.isEmpty() ? List.of() : List.of(of(optional.get(), null)));
            default -> null; // values are an open set
        };
    }

    private List<Parcel> each(Iterable<? extends @Nullable Object> values) throws Parcel.Stuck {
        List<Parcel> parcels = new ArrayList<>();
        for (Object value : values) {
            parcels.add(of(value, null));
        }
        return parcels;
    }

    /**
     * The value in a parcel.
     *
     * @param loader finds its classes
     * @param context stands for the attempt
     */
    @Nullable
    Object open(Parcel parcel, ClassLoader loader, Arrival context) throws Exception {
        return switch (parcel) {
            case Parcel.Nothing p -> null;
            case Parcel.Plain p -> p.value();
            case Parcel.Bytes p -> p.bytes();
            case Parcel.Written p -> serializer.fromBytes(p.bytes(), p.type().type());
            case Parcel.Serialized p -> Wire.read(p.bytes(), loader);
            case Parcel.Parts p -> opened(p, loader, context);
            case Parcel.Held p -> open(context.held(p), loader, context);
            case Parcel.Streamed p -> ((List<?>) nonNull(open(p.elements(), loader, context))).stream();
            case Parcel.Context p -> context.run();
            case Parcel.Secrecy p -> context.secret(p);
        };
    }

    /** About how many bytes it has. */
    static long size(Parcel parcel) {
        return switch (parcel) {
            case Parcel.Plain p -> p.value() instanceof String text ? text.length() : 0;
            case Parcel.Bytes p -> p.bytes().length;
            case Parcel.Written p -> p.bytes().length;
            case Parcel.Serialized p -> p.bytes().length;
            case Parcel.Parts p -> p.parts().stream().mapToLong(Parcels::size).sum();
            case Parcel.Streamed p -> size(p.elements());
            case Parcel.Held p -> p.length();
            case Parcel.Nothing p -> 0;
            case Parcel.Context p -> 0;
            case Parcel.Secrecy p -> 0;
        };
    }

    private static Object nonNull(@Nullable Object value) {
        return value == null ? List.of() : value;
    }

    private Object opened(Parcel.Parts parcel, ClassLoader loader, Arrival context) throws Exception {
        List<@Nullable Object> parts = new ArrayList<>();
        for (Parcel part : parcel.parts()) {
            parts.add(open(part, loader, context));
        }
        return switch (parcel.form()) {
            case LIST -> Collections.unmodifiableList(parts);
            case SET -> Collections.unmodifiableSet(new LinkedHashSet<>(parts));
            case MAP -> {
                Map<@Nullable Object, @Nullable Object> map = new LinkedHashMap<>();
                for (int i = 0; i < parts.size(); i += 2) {
                    map.put(parts.get(i), parts.get(i + 1));
                }
                yield Collections.unmodifiableMap(map);
            }
            case OPTIONAL -> Optional.ofNullable(parts.isEmpty() ? null : parts.getFirst());
        };
    }

    /** What stands in place of things that are where a parcel arrives. */
    interface Arrival {
        /** Nothing is here: for parcels that hold data only. */
        Arrival OF_DATA = new Arrival() {
            @Override
            public TaskRun run() {
                throw new IllegalStateException("the attempt is no result");
            }

            @Override
            public Secret secret(Parcel.Secrecy secret) {
                throw new IllegalStateException("a secret is no result");
            }

            @Override
            public Parcel held(Parcel.Held held) {
                throw new IllegalStateException("a result that stays is no part of another");
            }
        };

        /** The attempt. */
        TaskRun run();

        /** That secret. */
        Secret secret(Parcel.Secrecy secret);

        /** What is in that result. */
        Parcel held(Parcel.Held held) throws Exception;
    }
}
