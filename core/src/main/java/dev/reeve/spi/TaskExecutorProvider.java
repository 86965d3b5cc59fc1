package dev.reeve.spi;

import java.util.Map;

/**
 * Makes executors of a kind that the engine does not know, so that a configuration can name one of another module. Found
 * by {@link java.util.ServiceLoader}; needs a public constructor without arguments. Thread-safe.
 */
public interface TaskExecutorProvider {
    /** The kind that it makes, as {@code executor.kind} says it: {@code "cluster"}. */
    String kind();

    /**
     * An executor, which the caller closes.
     *
     * @param settings those that are there, by what follows {@code executor.} and the kind in their keys: {@code "join"}
     * @throws IllegalArgumentException if one is missing or wrong; says which and what to do
     */
    TaskExecutor make(Map<String, String> settings);
}
