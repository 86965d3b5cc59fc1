package dev.reeve.engine.run;

import dev.reeve.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Functions of tasks for tests. A number says what becomes of it: below 0 it fails, 0 is skipped, others go on. */
final class Samples {
    private Samples() {}

    static int number(int n) {
        if (n < 0) {
            throw new IllegalStateException("number " + n);
        }
        if (n == 0) {
            throw Signal.skip("zero");
        }
        return n;
    }

    static Optional<Integer> maybe(int n) {
        return Optional.of(number(n));
    }

    static int twice(int n) {
        return 2 * n;
    }

    static int sum(List<Integer> numbers) {
        return numbers.stream().mapToInt(n -> n).sum();
    }

    static boolean yes() {
        return true;
    }

    static boolean no() {
        return false;
    }

    static @Nullable Boolean unknown() {
        return null;
    }

    static boolean broken() {
        throw new IllegalStateException("no answer");
    }

    static boolean undecided() {
        throw Signal.skip("no answer");
    }

    static List<Integer> brokenList() {
        throw new IllegalStateException("no list");
    }

    static List<Integer> skippedList() {
        throw Signal.skip("no list");
    }

    static @Nullable List<Integer> nullList() {
        return null;
    }

    static List<Integer> emptyList() {
        return List.of();
    }

    static String show(@Nullable Object value) {
        return "saw " + value;
    }

    static String both(@Nullable Object first, @Nullable Object second) {
        return first + "/" + second;
    }

    static String three(@Nullable Object first, @Nullable Object second, @Nullable Object third) {
        return first + "/" + second + "/" + third;
    }

    static List<Integer> upTo(int n) {
        List<Integer> numbers = new ArrayList<>();
        for (int i = 1; i <= n; i++) {
            numbers.add(i);
        }
        return numbers;
    }
}
