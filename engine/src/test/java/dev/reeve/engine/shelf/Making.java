package dev.reeve.engine.shelf;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Functions whose results are stored, and how often they were called. */
final class Making {
    record Report(String country, int cases, Map<String, List<Integer>> months) {}

    static final AtomicInteger CALLS = new AtomicInteger();

    private Making() {}

    static Report report(String country) {
        CALLS.incrementAndGet();
        return new Report(country, 7, Map.of("2020-01", List.of(1, 2)));
    }

    static Object loose(Object any) {
        CALLS.incrementAndGet();
        return any;
    }

    static int twice(int number) {
        CALLS.incrementAndGet();
        return 2 * number;
    }

    static @Nullable String nothing(String any) {
        CALLS.incrementAndGet();
        return null;
    }

    static Optional<Integer> maybe(boolean there) {
        CALLS.incrementAndGet();
        return there ? Optional.of(1) : Optional.empty();
    }

    static String opaque(Object any) {
        CALLS.incrementAndGet();
        return "made";
    }

    static String failing(String any) throws IOException {
        CALLS.incrementAndGet();
        throw new IOException("no");
    }
}
