package dev.reeve;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** Names a generic type: {@code new TypeRef<List<String>>() {}}. */
public abstract class TypeRef<T> {
    private final Type type;

    /**
     * Reads the type off the subclass.
     *
     * @throws IllegalArgumentException if the subclass does not say which type
     */
    protected TypeRef() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType named)) {
            throw new IllegalArgumentException("a TypeRef without a type; write new TypeRef<List<String>>() {}");
        }
        this.type = named.getActualTypeArguments()[0];
    }

    /** The type. */
    public final Type type() {
        return type;
    }
}
