package dev.reeve.engine.fingerprint;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The fingerprints of values: 64 hexadecimal digits, the same in every process and version. Thread-safe. */
public final class Fingerprints {
    private Fingerprints() {}

    /**
     * The fingerprint of a constant or parameter, over its class and all that it is made of: texts, numbers, enums,
     * {@code java.time}, URIs, collections (sets and maps in any order), arrays, and records and other objects of the
     * user's by their fields. Equal values of one class have one fingerprint; a value that holds a {@code Secret} is
     * told by the secret's name only, so that a secret that was changed makes nothing anew and leaks nothing.
     *
     * @return empty if the value holds something that cannot be told by what is in it, such as a connection, a thread,
     *     a lambda or itself; a result made from it cannot be found again
     */
    public static Optional<String> ofValue(@Nullable Object value) {
        Digest digest = new Digest();
        return new ValueWalk(digest).add(value) ? Optional.of(digest.hex()) : Optional.empty();
    }

    /**
     * The same, but of a value with a text in it that must not be said, not even as a hash, empty: whoever knows the hash of
     * something short can find out what it is.
     *
     * @param unsaid tells such texts
     */
    public static Optional<String> ofValue(@Nullable Object value, Predicate<String> unsaid) {
        Digest digest = new Digest();
        return new ValueWalk(digest, unsaid).add(value) ? Optional.of(digest.hex()) : Optional.empty();
    }

    /** The fingerprint of several in this order, such as those of a task's inputs. */
    public static String combined(List<String> fingerprints) {
        Digest digest = new Digest();
        digest.count('c', fingerprints.size());
        fingerprints.forEach(digest::text);
        return digest.hex();
    }
}
