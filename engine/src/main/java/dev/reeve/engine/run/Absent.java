package dev.reeve.engine.run;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stands where a task without a value is read. Never seen by user code. */
enum Absent {
    /** The task was skipped. */
    SKIPPED,
    /** All children of the mapped task were skipped: it counts as skipped, but there is a list, and it is empty. */
    NO_CHILD,
    /** The task failed or was cancelled, or a task before it. */
    FAILED;

    /** What a function gets in its place: an empty Optional where the task's result is one, else null. */
    static @Nullable Object seenAs(@Nullable Type resultType) {
        Type raw = resultType instanceof ParameterizedType generic ? generic.getRawType() : resultType;
        return raw == Optional.class ? Optional.empty() : null;
    }
}
