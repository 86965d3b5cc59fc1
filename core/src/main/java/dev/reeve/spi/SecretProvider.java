package dev.reeve.spi;

import java.util.Optional;
import java.util.Set;

/**
 * Knows secrets by name. Named in {@code META-INF/services}, it is asked for every secret that a run is not given a
 * provider for; else it is given to a run by {@code RunOptions.secrets(..)}. Thread-safe.
 */
@FunctionalInterface
public interface SecretProvider {
    /** Knows no secret. */
    SecretProvider NONE = name -> Optional.empty();

    /** The secret with that name, if it knows it. */
    Optional<String> find(String name);

    /** The names of those that it can list. All of them are hidden from the beginning of a run; others once they are asked for. */
    default Set<String> names() {
        return Set.of();
    }
}
