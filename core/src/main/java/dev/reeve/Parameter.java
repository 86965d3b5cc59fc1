package dev.reeve;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** A value that is given when the flow is started. */
public final class Parameter<T> implements Output<T> {
    private final Definition definition;
    private final int index;
    private final String name;
    private final Type type;
    private final @Nullable T defaultValue;
    private String description = "";

    Parameter(Definition definition, String name, Type type, @Nullable T defaultValue) {
        this.definition = definition;
        this.index = definition.parameters().size();
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
    }

    /** Says what it is for. */
    public Parameter<T> describedAs(String text) {
        definition.requireOpen(".describedAs(..)");
        description = Given.notNull(text, definition, "parameter \"" + name + "\".describedAs(..)", "text");
        return this;
    }

    Definition definition() {
        return definition;
    }

    int index() {
        return index;
    }

    String name() {
        return name;
    }

    Type type() {
        return type;
    }

    @Nullable
    T defaultValue() {
        return defaultValue;
    }

    String description() {
        return description;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return Handles.same(this, other);
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return Handles.marked(this);
    }
}
