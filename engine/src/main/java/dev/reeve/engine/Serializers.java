package dev.reeve.engine;

import dev.reeve.engine.serial.ForySerializer;
import dev.reeve.engine.serial.JsonSerializer;
import dev.reeve.spi.Serializer;

/** The serializers of results. Each loads its library when it is first used. */
public final class Serializers {
    private Serializers() {}

    /** JSON, typed by what the task's function declares. The default; see {@link JsonSerializer}. */
    public static Serializer json() {
        return new JsonSerializer();
    }

    /**
     * The binary form of Apache Fory, for objects that have no JSON, in a store that only trusted programs write to.
     * Needs {@code org.apache.fory:fory-core}, which whoever uses this adds; see {@link ForySerializer}.
     *
     * @param allowed the classes that may be stored, beside those of the JDK that Fory knows as values and collections
     * @throws IllegalStateException if Fory is not there
     */
    public static Serializer fory(Class<?>... allowed) {
        return ForySerializer.allowing(allowed);
    }
}
