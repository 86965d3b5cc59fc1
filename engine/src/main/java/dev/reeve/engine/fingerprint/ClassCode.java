package dev.reeve.engine.fingerprint;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A class as far as its code matters: without line numbers, names of variables, the order of its members and the numbers
 * of its lambdas. Immutable, but for what belongs to {@link Uses}, which nobody changes.
 *
 * @param name with slashes
 * @param superName of the class it extends; null for {@code Object} and modules
 * @param hash of all there is to it
 * @param uses what all of it uses
 * @param methods by name and descriptor; lambdas too, which are part of the methods they stand in
 * @param fields by name and descriptor
 */
record ClassCode(
        String name,
        @Nullable String superName,
        List<String> interfaces,
        List<String> permitted,
        int access,
        String hash,
        Uses uses,
        Map<String, Method> methods,
        Map<String, Field> fields) {

    /** A method or constructor, with the lambdas that stand in it. */
    record Method(int access, String hash, Uses uses) {}

    /**
     * A field.
     *
     * @param signature its type with what is between angle brackets; null where there is none
     * @param fixed whether all that its class puts there when it is loaded is known to have no state
     */
    record Field(int access, String descriptor, @Nullable String signature, String hash, Uses uses, Fixed fixed) {}

    /** What is known of the first value of a static field. */
    enum Fixed {
        /** Nothing. */
        UNKNOWN,
        /** It is a function without captured values. */
        FUNCTION,
        /** It is a collection that nobody can change; what is in it perhaps. */
        COLLECTION
    }

    boolean has(int flag) {
        return (access & flag) != 0;
    }
}
