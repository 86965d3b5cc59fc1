package dev.reeve.testing.disk;

import java.util.SplittableRandom;
import java.util.function.Supplier;

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

    /** A file or directory is about to be forced. May throw an {@link Error} as {@link #step} does. */
    default void forcing(String path) {}

    /** It was forced, and whoever asked for it has not been told. May throw an {@link Error} as {@link #step} does. */
    default void forced(String path) {}
}
