package dev.reeve.cluster;

import java.io.IOException;
import java.io.Serializable;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A generic type that can be sent. Its classes are found again where it arrives. */
sealed interface TypeShape extends Serializable {
    /** A class. */
    record Plain(Class<?> simple) implements TypeShape {
        @Override
        public Type type() {
            return simple;
        }
    }

    /** A class with arguments. */
    record Generic(Class<?> raw, List<TypeShape> arguments) implements TypeShape {
        public Generic {
            arguments = List.copyOf(arguments);
        }

        @Override
        public Type type() {
            return new Parameterized(
                    raw, arguments.stream().map(argument -> argument.type()).toArray(Type[]::new));
        }
    }

    /** The type. */
    Type type();

    /** Writes it into a message. */
    default void write(MessageWriter out) {
        switch (this) {
            case Plain plain -> out.kind(0).text(plain.simple().getName());
            case Generic generic -> {
                out.kind(1)
                        .text(generic.raw().getName())
                        .number(generic.arguments().size());
                generic.arguments().forEach(argument -> argument.write(out));
            }
        }
    }

    /** What {@link #write} wrote. */
    static TypeShape read(MessageReader in) throws IOException, ClassNotFoundException {
        boolean generic = in.flag();
        Class<?> type = Wire.type(in.text(), in.loader());
        if (!generic) {
            return new Plain(type);
        }
        int count = in.count();
        List<TypeShape> arguments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            arguments.add(read(in));
        }
        return new Generic(type, arguments);
    }

    /** The shape of a type; null if it has something in it that cannot be sent, as a variable. */
    static @Nullable TypeShape of(@Nullable Type type) {
        return switch (type) {
            case Class<?> plain -> new Plain(plain);
            case ParameterizedType generic -> generic(generic);
            case GenericArrayType array -> null;
            case WildcardType wildcard ->
                wildcard.getLowerBounds().length == 0 && wildcard.getUpperBounds().length == 1
                        ? of(wildcard.getUpperBounds()[0])
                        : null;
            case null -> null;
            default -> null; // variables, and what others made
        };
    }

    private static @Nullable TypeShape generic(ParameterizedType type) {
        List<TypeShape> arguments = new ArrayList<>();
        for (Type argument : type.getActualTypeArguments()) {
            TypeShape shape = of(argument);
            if (shape == null) {
                return null;
            }
            arguments.add(shape);
        }
        return new Generic((Class<?>) type.getRawType(), arguments);
    }

    /** A generic type that we made. */
    record Parameterized(Class<?> raw, Type[] arguments) implements ParameterizedType {
        @Override
        public Type[] getActualTypeArguments() {
            return arguments.clone();
        }

        @Override
        public Type getRawType() {
            return raw;
        }

        @Override
        public @Nullable Type getOwnerType() {
            return raw.getDeclaringClass();
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof ParameterizedType type
                    && raw.equals(type.getRawType())
                    && List.of(arguments).equals(List.of(type.getActualTypeArguments()));
        }

        @Override
        public int hashCode() {
            return raw.hashCode() ^ List.of(arguments).hashCode();
        }
    }
}
