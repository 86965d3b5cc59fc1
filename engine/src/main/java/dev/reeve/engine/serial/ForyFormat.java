package dev.reeve.engine.serial;

import java.time.ZonedDateTime;
import java.util.List;
import org.apache.fory.Fory;
import org.apache.fory.ThreadSafeFory;
import org.jspecify.annotations.Nullable;

/** How Fory is set up. The one class that names it, so that it is needed only by those who use it. */
final class ForyFormat {
    private final ThreadSafeFory fory;

    ForyFormat(List<Class<?>> allowed) {
        fory = Fory.builder()
                .withXlang(false)
                .withRefTracking(true)
                .requireClassRegistration(true)
                .withCompatible(false)
                .withClassVersionCheck(true) // a changed class fails instead of filling fields at random
                .suppressClassRegistrationWarnings(true)
                .buildThreadSafeFory();
        fory.registerSerializer(ZonedDateTime.class, resolver -> new ForyTimes(resolver.getConfig()));
        for (Class<?> type : allowed) {
            fory.register(type, type.getName()); // by name: numbers would change with the order of the list
        }
    }

    byte[] write(@Nullable Object value) {
        return fory.serialize(value);
    }

    @Nullable
    Object read(byte[] bytes) {
        return fory.deserialize(bytes);
    }
}
