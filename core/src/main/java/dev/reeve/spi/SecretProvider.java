package dev.reeve.spi;

import java.util.Optional;

/** Knows secrets by name. Thread-safe. */
@FunctionalInterface
public interface SecretProvider {
    /** Knows no secret. */
    SecretProvider NONE = name -> Optional.empty();

    /** The secret with that name, if it knows it. */
    Optional<String> find(String name);
}
