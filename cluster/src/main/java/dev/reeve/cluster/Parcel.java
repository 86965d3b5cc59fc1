package dev.reeve.cluster;

import java.io.Serializable;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A value on its way from one process to another. Made and opened by {@link Parcels}, written by {@link ParcelForm}. */
sealed interface Parcel {
    /** Null. */
    record Nothing() implements Parcel {}

    /** A value of the JDK's that travels as it is: a text, a number, a date. */
    record Plain(Serializable value) implements Parcel {}

    /** Bytes. */
    record Bytes(byte[] bytes) implements Parcel {}

    /** What the serializer wrote of a value of that type. */
    record Written(TypeShape type, byte[] bytes) implements Parcel {}

    /** What Java's own serialization wrote. */
    record Serialized(byte[] bytes) implements Parcel {}

    /** What is in a collection or an optional, each part by itself; of a map, keys and values in turns. */
    record Parts(Form form, List<Parcel> parts) implements Parcel {
        public Parts {
            parts = List.copyOf(parts);
        }
    }

    /**
     * A result that a worker holds.
     *
     * @param name what the driver knows it by
     * @param length how many bytes it has there
     */
    record Held(String name, int length) implements Parcel {}

    /** A stream, whose elements were taken. */
    record Streamed(Parcel elements) implements Parcel {}

    /** The attempt itself, as its function sees it. */
    record Context() implements Parcel {}

    /** A secret. */
    record Secrecy(String name, String value) implements Parcel {
        @Override
        public String toString() {
            return "secret " + name;
        }
    }

    /** What the parts are parts of. */
    enum Form {
        LIST,
        SET,
        MAP,
        OPTIONAL
    }

    /** A value that cannot leave its process. */
    final class Stuck extends Exception {
        private static final long serialVersionUID = 1;

        Stuck(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
