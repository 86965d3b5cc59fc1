package dev.reeve.engine.familiar;

import dev.reeve.Signal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Functions of tasks. A number says what becomes of it: below 0 it fails, 0 is skipped, others go on. */
final class Bodies {
    static final int FAILS = -1;
    static final int SKIPS = 0;

    private Bodies() {}

    static int number(int n) {
        if (n < 0) {
            throw new IllegalStateException("number " + n);
        }
        if (n == 0) {
            throw Signal.skip("zero");
        }
        return n;
    }

    static int plus(int a, int b) {
        return a + b;
    }

    static int twice(int n) {
        return 2 * n;
    }

    static int square(int n) {
        return n * n;
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(n -> n).sum();
    }

    static List<Integer> upTo(int n) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            numbers.add(i);
        }
        return numbers;
    }

    static boolean yes() {
        return true;
    }

    static boolean broken() {
        throw new IllegalStateException("no answer");
    }

    static String show(@Nullable Object value) {
        return "saw " + value;
    }

    static String both(@Nullable Object first, @Nullable Object second) {
        return first + "/" + second;
    }
}
