package dev.reeve.cluster;

import dev.reeve.engine.Serializers;
import dev.reeve.graph.StoredForm;
import java.io.Serializable;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/** How a serializer that a user wrote is sent: itself if it can be, else its class, of which another one is made. */
sealed interface SerializerShape extends Serializable {
    /** Itself. */
    record Itself(Serializable serializer) implements SerializerShape {}

    /** One of that class. */
    record Made(Class<?> type) implements SerializerShape {}

    /**
     * The shape of a serializer; null for that of JSON, which is everywhere.
     *
     * @throws IllegalArgumentException if it cannot be sent
     */
    static @Nullable SerializerShape of(StoredForm serializer) {
        if (serializer.getClass().equals(Serializers.json().getClass())) {
            return null;
        }
        if (serializer instanceof Serializable itself) {
            return new Itself(itself);
        }
        for (Constructor<?> constructor : serializer.getClass().getConstructors()) {
            if (constructor.getParameterCount() == 0) {
                return new Made(serializer.getClass());
            }
        }
        throw new IllegalArgumentException(
                "the serializer " + serializer.getClass().getName()
                        + " cannot be sent to a cluster. Make it Serializable, or give it a public constructor without"
                        + " parameters.");
    }

    /** The serializer of a shape. */
    static StoredForm of(@Nullable SerializerShape shape) throws ReflectiveOperationException {
        return switch (shape) {
            case null -> Serializers.json();
            case Itself itself -> (StoredForm) itself.serializer();
            case Made made -> (StoredForm) made.type().getConstructor().newInstance();
        };
    }
}
