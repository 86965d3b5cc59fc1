package dev.reeve.graph;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where the code of a user's function stands, and what its object brings along. Immutable.
 *
 * @param owner the class that declares it; for an object of the user's, its class
 * @param method the name of its method; {@code <init>} for a constructor, empty where none can be seen
 * @param descriptor the parameters and value of that method, as class files write them
 * @param ofInstance whether it is called on an object
 * @param site the class in whose code the reference or lambda stands; null where that cannot be told
 * @param carried the values that a lambda captured, the object that a bound method reference or a task object is
 */
public record FunctionCode(
        Class<?> owner,
        String method,
        String descriptor,
        boolean ofInstance,
        @Nullable Class<?> site,
        List<@Nullable Object> carried) {
    // written out, because of a compact one the compiler leaves the annotations inside List<..> out of the class file
    public FunctionCode(
            Class<?> owner,
            String method,
            String descriptor,
            boolean ofInstance,
            @Nullable Class<?> site,
            List<@Nullable Object> carried) {
        this.owner = owner;
        this.method = method;
        this.descriptor = descriptor;
        this.ofInstance = ofInstance;
        this.site = site;
        this.carried = Collections.unmodifiableList(new ArrayList<>(carried)); // values may be null
    }

    /** Something that calls a function of the user's, and can be asked for its code. */
    public interface Told {
        /** Where that function's code stands. Worked out anew for each call. */
        FunctionCode code();
    }
}
