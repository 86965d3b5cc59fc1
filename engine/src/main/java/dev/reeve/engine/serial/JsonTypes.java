package dev.reeve.engine.serial;

import java.lang.reflect.Type;
import java.util.concurrent.atomic.AtomicReference;
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
    private static final AtomicReference<JsonMapper> MAPPER = new AtomicReference<>(made());

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

    /** Lets go of what it knows about classes, which else could not be unloaded. */
    static void forget() {
        MAPPER.set(made());
    }

    private JsonTypes() {}

    /**
     * What writes a value of that type.
     *
     * @throws JacksonException if something in the value would come back as another type
     */
    static ObjectWriter writer(Type type, @Nullable Object value) {
        JsonMapper now = MAPPER.get();
        NoGuessing.requireUnchanged(now.constructType(type), value);
        return now.writerFor(now.constructType(type));
    }

    static ObjectReader reader(Type type) {
        JsonMapper now = MAPPER.get();
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
