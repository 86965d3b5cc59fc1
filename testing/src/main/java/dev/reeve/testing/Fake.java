package dev.reeve.testing;

import org.jspecify.annotations.Nullable;

/** What a test puts in the place of a task's function that it names by the task: not checked by javac. */
@FunctionalInterface
public interface Fake {
    /** The task's value, or null for a task without one. May throw anything; the attempt then fails. */
    @Nullable
    Object answer(Call call) throws Exception;
}
