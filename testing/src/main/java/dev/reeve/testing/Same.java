package dev.reeve.testing;

import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.jspecify.annotations.Nullable;

/** Whether two values are the same for a test. */
final class Same {
    private Same() {}

    /** Whether they are equal; arrays by what is in them, and what has no equality of its own field by field. */
    static boolean values(@Nullable Object one, @Nullable Object other) {
        if (Objects.deepEquals(one, other)) {
            return true;
        }
        if (one == null || other == null) {
            return false;
        }
        try {
            Assertions.assertThat(one).usingRecursiveComparison().isEqualTo(other);
            return true;
        } catch (AssertionError | RuntimeException differs) { // such as fields that cannot be read
            return false;
        }
    }
}
