package dev.reeve.spi;

import java.io.IOException;
import java.util.Optional;

/**
 * Keeps the bytes of results under keys: relative paths with {@code /} between their parts. A reader sees a whole
 * entry or none, whenever the writer was killed. Thread-safe, and safe for several processes at once.
 */
public interface ResultStore extends AutoCloseable {
    /** Where it keeps them, for people: a path or URI, never with credentials. */
    String location();

    /** The bytes under that key, if there are any. */
    Optional<byte[]> read(String key) throws IOException;

    /** Puts bytes under that key, in place of what was there. Durable when it returns. */
    void write(String key, byte[] bytes) throws IOException;

    /** Moves what is under {@code from} to {@code to}, in place of what was there, all at once. */
    void publish(String from, String to) throws IOException;

    /** Forgets that key; fine if there is nothing. */
    void delete(String key) throws IOException;

    /**
     * Forgets all keys below that one: {@code runs/7} stands for {@code runs/7/a} and {@code runs/7/b/c}, not for {@code
     * runs/71}. False if this store cannot tell which there are; then it has forgotten none.
     */
    default boolean deleteBelow(String key) throws IOException {
        return false;
    }

    /** That a key's result is being made by whoever holds this. */
    @FunctionalInterface
    interface Claim extends AutoCloseable {
        /** Lets others have it. Idempotent. */
        @Override
        void close();
    }

    /**
     * Claims a key for making its result, so that others, of other processes too, wait instead of making the same; empty
     * if somebody else has it. Ends with the claim's end or the process's, however that ends. Spares work and guards
     * nothing: a store that cannot keep a promise like that gives everybody a claim, as this does.
     */
    default Optional<Claim> claim(String key) throws IOException {
        return Optional.of(() -> {});
    }

    /** Lets go of connections. What is stored stays, save in a store that is memory only. */
    @Override
    void close() throws IOException;
}
