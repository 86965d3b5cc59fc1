package dev.reeve.engine.serial;

import com.fasterxml.jackson.annotation.JsonTypeInfo;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedClass;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;

/**
 * Lets values of sealed types be told apart without an annotation. Only the classes that the type permits can be named,
 * so this opens no door to others.
 */
final class SealedTypes extends JacksonAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public JsonTypeInfo.@Nullable Value findPolymorphicTypeInfo(MapperConfig<?> config, Annotated annotated) {
        JsonTypeInfo.Value written = super.findPolymorphicTypeInfo(config, annotated);
        if (written != null || !(annotated instanceof AnnotatedClass type)) {
            return written;
        }
        Class<?> raw = type.getRawType();
        // an enum whose constants have bodies is sealed as well
        if (!raw.isSealed() || raw.isEnum() || raw.getName().startsWith("java.")) {
            return null;
        }
        return JsonTypeInfo.Value.construct(
                JsonTypeInfo.Id.NAME, JsonTypeInfo.As.PROPERTY, "@type", null, false, true, null);
    }
}
