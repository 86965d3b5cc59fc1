package dev.reeve.engine.parameters;

import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.cfg.EnumFeature;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.JacksonAnnotationIntrospector;
import tools.jackson.databind.json.JsonMapper;

/**
 * The format of what has parts: JSON, read more strictly than a stored result, for it was typed by a person. What is
 * no JSON is taken for a JSON text where the type may be one, so that {@code de_DE} need no quotes for a Locale.
 */
final class JsonText {
    /** Apart, so that a flow without such parameters does not load Jackson. */
    private static final class Reading {
        private static final JsonMapper MAPPER = JsonMapper.builder()
                .annotationIntrospector(new AllPartsRequired())
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(EnumFeature.FAIL_ON_NUMBERS_FOR_ENUMS)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
    }

    private JsonText() {}

    static TextFormat format(Type type) {
        return new TextFormat("JSON for " + JsonExample.words(type), JsonExample.of(type), text -> read(text, type));
    }

    private static Object read(String text, Type type) {
        JavaType declared = Reading.MAPPER.constructType(type);
        try {
            return required(Reading.MAPPER.readValue(text, declared));
        } catch (JacksonException e) {
            if (declared.isContainerType() || declared.isRecordType() || text.matches("(?s)\\s*[\\[{\"].*")) {
                throw new TextFormat.RefusedException(place(e) + e.getOriginalMessage());
            }
            return unquoted(text, declared, e);
        }
    }

    private static Object unquoted(String text, JavaType declared, JacksonException asJson) {
        try {
            return required(Reading.MAPPER.convertValue(text, declared));
        } catch (JacksonException | IllegalArgumentException e) {
            throw new TextFormat.RefusedException(place(asJson) + asJson.getOriginalMessage());
        }
    }

    private static Object required(@Nullable Object value) {
        if (value == null) {
            throw new TextFormat.RefusedException("null is no value; leave the parameter out to have its default");
        }
        return value;
    }

    private static String place(JacksonException problem) {
        StringBuilder path = new StringBuilder();
        for (JacksonException.Reference step : problem.getPath()) {
            if (step.getPropertyName() == null) {
                path.append('[').append(step.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(step.getPropertyName());
            }
        }
        return path.isEmpty() ? "" : "at " + path + ": ";
    }

    /** A part of a record that was forgotten is a mistake, not null; unless it is an {@code Optional}. */
    private static final class AllPartsRequired extends JacksonAnnotationIntrospector {
        private static final long serialVersionUID = 1;

        @Override
        public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
            boolean isPart = member instanceof AnnotatedParameter
                    && member.getDeclaringClass().isRecord();
            if (isPart) {
                return member.getRawType() != Optional.class;
            }
            return super.hasRequiredMarker(config, member);
        }
    }
}
