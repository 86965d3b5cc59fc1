package dev.reeve.engine.serial;

import java.lang.reflect.Modifier;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.SerializationConfig;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.ValueSerializer;
import tools.jackson.databind.deser.AbstractDeserializer;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.deser.bean.BeanDeserializerBase;
import tools.jackson.databind.exc.InvalidDefinitionException;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.ser.BeanPropertyWriter;
import tools.jackson.databind.ser.ValueSerializerModifier;
import tools.jackson.databind.ser.bean.BeanSerializerBase;

/**
 * Refuses, while a value is written, what could not be read: Jackson would write the getters of a {@code Thread}, or an
 * interface that it cannot make, and complain only when the result is needed.
 */
final class NoGuessing {
    private NoGuessing() {}

    static SimpleModule module() {
        return new SimpleModule()
                .addAbstractTypeMapping(Set.class, LinkedHashSet.class) // keeps the order, which HashSet would not
                .setSerializerModifier(new Writing())
                .setDeserializerModifier(new Reading());
    }

    /** Refuses a result in which something would come back as another type. */
    static void requireUnchanged(JavaType type, @Nullable Object value) {
        Object changed = OpenTypes.changed(type, value);
        if (changed != null) {
            throw InvalidDefinitionException.from((JsonGenerator) null, words(type, changed), type);
        }
    }

    private static String words(JavaType declared, Object changed) {
        return "a " + changed.getClass().getTypeName()
                + " in it would be read back as another type, because the declared" + " type " + declared.toCanonical()
                + " does not tell what it is; declare its class";
    }

    private static boolean ofTheJdk(Class<?> type) {
        String name = type.getName();
        return name.startsWith("java.")
                || name.startsWith("javax.")
                || name.startsWith("jdk.")
                || name.startsWith("sun.")
                || name.startsWith("com.sun.");
    }

    private static final class Writing extends ValueSerializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        public List<BeanPropertyWriter> changeProperties(
                SerializationConfig config, BeanDescription.Supplier type, List<BeanPropertyWriter> properties) {
            for (int i = 0; i < properties.size(); i++) {
                BeanPropertyWriter property = properties.get(i);
                boolean open = !property.hasSerializer()
                        && property.getTypeSerializer() == null
                        && OpenTypes.within(property.getType());
                boolean first = i == 0 && !Modifier.isFinal(type.getBeanClass().getModifiers());
                if (open || first) {
                    properties.set(i, new Checked(property, first ? type.getBeanClass() : null, open));
                }
            }
            return properties;
        }

        @Override
        public ValueSerializer<?> modifySerializer(
                SerializationConfig config, BeanDescription.Supplier type, ValueSerializer<?> serializer) {
            return serializer instanceof BeanSerializerBase && ofTheJdk(type.getBeanClass())
                    ? new Refusal()
                    : serializer;
        }
    }

    /**
     * Stands in place of a property: of a class's first one, where it sees each object that is written as that class, and
     * of those whose type leaves open what stands there.
     */
    private static final class Checked extends BeanPropertyWriter {
        private static final long serialVersionUID = 1;

        private final @Nullable Class<?> declared;
        private final boolean open;

        Checked(BeanPropertyWriter property, @Nullable Class<?> declared, boolean open) {
            super(property);
            this.declared = declared;
            this.open = open;
        }

        @Override
        public void serializeAsProperty(Object object, JsonGenerator out, SerializationContext context)
                throws Exception {
            Object changed = open ? OpenTypes.changed(getType(), get(object)) : null;
            if (changed != null) {
                context.reportBadDefinition(context.constructType(changed.getClass()), words(getType(), changed));
            }
            if (declared != null && object.getClass() != declared) {
                context.reportBadDefinition(
                        context.constructType(object.getClass()),
                        "a " + object.getClass().getTypeName() + " stands where a " + declared.getTypeName()
                                + " is declared and would be read; make that type sealed, or declare the class");
            }
            super.serializeAsProperty(object, out, context);
        }
    }

    private static final class Refusal extends ValueSerializer<Object> {
        @Override
        public void serialize(Object value, JsonGenerator out, SerializationContext context) {
            context.reportBadDefinition(
                    context.constructType(value.getClass()),
                    "a " + value.getClass().getName() + " is no data that can be stored");
        }
    }

    private static final class Reading extends ValueDeserializerModifier {
        private static final long serialVersionUID = 1;

        @Override
        public ValueDeserializer<?> modifyDeserializer(
                DeserializationConfig config, BeanDescription.Supplier type, ValueDeserializer<?> deserializer) {
            boolean openType = deserializer instanceof AbstractDeserializer
                    && config.getAnnotationIntrospector().findPolymorphicTypeInfo(config, type.getClassInfo()) == null;
            if (openType) {
                throw unreadable(
                        type, "its classes are not known when it is read; make it sealed, or declare the class");
            }
            if (deserializer instanceof BeanDeserializerBase && ofTheJdk(type.getBeanClass())) {
                throw unreadable(type, "it is no data");
            }
            if (deserializer instanceof BeanDeserializerBase bean
                    && !bean.getValueInstantiator().canInstantiate()) {
                throw unreadable(type, "it has no constructor that takes its parts; make it a record");
            }
            return deserializer;
        }

        private static InvalidDefinitionException unreadable(BeanDescription.Supplier type, String why) {
            return InvalidDefinitionException.from(
                    (JsonGenerator) null,
                    type.getBeanClass().getTypeName() + " could not be read again: " + why,
                    type.getType());
        }
    }
}
