package dev.reeve.engine.serial;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.json.JsonMapper;

/** How Jackson is set up for results. Apart from {@link JsonSerializer}, so that naming that one does not load Jackson. */
final class JsonTypes {
    /** What is known of classes that are there as long as this one. */
    private static final JsonMapper LASTING = made();

    /**
     * What is known of other classes: one for all of a class loader. It hangs on a class of that loader and goes with it, so
     * that knowing a class keeps none from being unloaded.
     */
    private static final ClassValue<JsonMapper> PASSING = new ClassValue<>() {
        @Override
        protected JsonMapper computeValue(Class<?> type) {
            Class<?> first = ClassLoaders.firstSeen(type);
            return first == type ? made() : get(first);
        }
    };

    private static JsonMapper of(Type type) {
        Class<?> passing = ClassLoaders.passing(type);
        return passing == null ? LASTING : PASSING.get(passing);
    }

    private static JsonMapper made() {
        return JsonMapper.builder(JsonFactory.builder()
                        // what was written is our own; a long text in it is no attack
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxStringLength(Integer.MAX_VALUE)
                                .maxNumberLength(Integer.MAX_VALUE)
                                .maxNameLength(Integer.MAX_VALUE)
                                .build())
                        .build())
                .annotationIntrospector(new SealedTypes())
                .addModule(NoGuessing.module())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(SerializationFeature.FAIL_ON_EMPTY_BEANS)
                .disable(DateTimeFeature.ADJUST_DATES_TO_CONTEXT_TIME_ZONE) // else an offset is read as UTC
                .enable(DateTimeFeature.WRITE_DATES_WITH_ZONE_ID)
                .disable(EnumFeature.WRITE_ENUMS_USING_TO_STRING) // a toString() is for people and need not be unique
                .disable(EnumFeature.READ_ENUMS_USING_TO_STRING)
                .build();
    }

    private JsonTypes() {}

    /**
     * What writes a value of that type.
     *
     * @throws JacksonException if something in the value would come back as another type
     */
    static ObjectWriter writer(Type type, @Nullable Object value) {
        JsonMapper now = of(type);
        NoGuessing.requireUnchanged(now.constructType(type), value);
        return now.writerFor(now.constructType(type));
    }

    static ObjectReader reader(Type type) {
        JsonMapper now = of(type);
        return now.readerFor(now.constructType(type));
    }

    /**
     * Why nothing that is written of that type could be read, such as a map with keys that no text becomes; null if it
     * could. Cheap: what it finds out is kept by Jackson.
     */
    static @Nullable JacksonException unreadable(Type type) {
        try {
            reader(type)
                    .without(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                    .readValue("null");
            return null;
        } catch (JacksonException e) {
            return e;
        }
    }
}
