package dev.reeve.engine.record;

/**
 * Where the result of a task run is stored. Immutable.
 *
 * @param key in the run's result store
 * @param hash the SHA-256 of the value's bytes in hexadecimal digits; empty if it was not taken
 */
public record Stored(String key, String hash) {}
