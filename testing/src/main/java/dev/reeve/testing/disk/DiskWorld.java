package dev.reeve.testing.disk;

import java.io.IOException;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What is around a simulated disk: time, chance, and what happens between two of its operations. */
public interface DiskWorld {
    /** An operation begins. May throw an {@link Error} that ends the program which asked for it. */
    void step();

    /** Now, in nanoseconds since 1970. */
    long now();

    /** A source of random numbers that follows from this world's. */
    SplittableRandom split();

    /** Notes what happened, for people. */
    void note(Supplier<String> words);

    /** Does an operation as a whole; a world in which several threads go on at once does one after the other. */
    default <T extends @Nullable Object> T whole(Operation<T> operation) throws IOException {
        return operation.run();
    }

    /** An operation of a disk. */
    @FunctionalInterface
    interface Operation<T extends @Nullable Object> {
        /** What it gives. */
        T run() throws IOException;
    }

    /** How many bytes of a file are written at once, at most; between two such writes a program may end. */
    default int piece() {
        return 64;
    }

    /** A file or directory is about to be forced. May throw an {@link Error} as {@link #step} does. */
    default void forcing(String path) {}

    /** It was forced, and whoever asked for it has not been told. May throw an {@link Error} as {@link #step} does. */
    default void forced(String path) {}
}
