package dev.reeve.serve.policy;

import dev.reeve.schedule.DataInterval;
import dev.reeve.schedule.Firing;
import dev.reeve.schedule.Schedule;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Which firings of a schedule belong together: those with the same parameters and labels. */
public final class Clocks {
    /** How far back the firing before is looked for, step by step: most are near, and far ones are few. */
    private static final List<Duration> BACK = List.of(
            Duration.ofMinutes(2),
            Duration.ofHours(1),
            Duration.ofDays(1),
            Duration.ofDays(8),
            Duration.ofDays(32),
            Duration.ofDays(367),
            Duration.ofDays(9 * 366));

    private static final int KEY_BYTES = 6;

    private Clocks() {}

    /** A short text that is the same for firings that belong together, in every process. */
    public static String key(Firing firing) {
        if (firing.parameters().isEmpty() && firing.labels().isEmpty()) {
            return "-";
        }
        String all = new TreeMap<>(firing.parameters()) + "\n" + new TreeSet<>(firing.labels());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(all.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash, 0, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JVM has SHA-256", e);
        }
    }

    /** From the firing before it of the same clock, to its own; empty if there is none within nine years. */
    public static DataInterval interval(Schedule schedule, Firing firing) {
        String key = key(firing);
        for (Duration back : BACK) {
            Instant before = before(schedule, firing.time().minus(back), firing.time(), key);
            if (before != null) {
                return new DataInterval(before, firing.time());
            }
        }
        return DataInterval.at(firing.time());
    }

    private static @Nullable Instant before(Schedule schedule, Instant from, Instant time, String key) {
        Instant last = null;
        Iterator<Firing> firings = schedule.firings(from).iterator();
        while (firings.hasNext()) {
            Firing next = firings.next();
            if (!next.time().isBefore(time)) {
                break;
            }
            if (key(next).equals(key)) {
                last = next.time();
            }
        }
        return last;
    }

    /** The firing of that clock at that time, if the schedule still has it. */
    public static Optional<Firing> at(Schedule schedule, Instant time, String key) {
        Iterator<Firing> firings = schedule.firings(time.minusNanos(1)).iterator();
        while (firings.hasNext()) {
            Firing next = firings.next();
            if (next.time().isAfter(time)) {
                break;
            }
            if (key(next).equals(key)) {
                return Optional.of(next);
            }
        }
        return Optional.empty();
    }

    /**
     * A data interval with the firing that ends it.
     *
     * @param firing whose run is about it
     */
    public record Span(Firing firing, DataInterval interval) {}

    /**
     * The data intervals that lie between two times, both inclusive: those between each clock's firings, by the time at
     * which they end. Stops after one more than {@code most}.
     */
    public static List<Span> spans(Schedule schedule, Instant from, Instant to, int most) {
        List<Span> spans = new ArrayList<>();
        Map<String, Instant> last = new HashMap<>();
        Iterator<Firing> firings = schedule.firings(from.minusNanos(1)).iterator();
        while (firings.hasNext() && spans.size() <= most) {
            Firing firing = firings.next();
            if (firing.time().isAfter(to)) {
                break;
            }
            Instant before = last.put(key(firing), firing.time());
            if (before != null) {
                spans.add(new Span(firing, new DataInterval(before, firing.time())));
            }
        }
        return spans;
    }
}
