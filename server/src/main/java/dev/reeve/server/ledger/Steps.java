package dev.reeve.server.ledger;

import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A scale for durations on which each step is a twentieth longer than the one before, from a millisecond: what is said by it
 * is off by a fortieth at most. The steps are part of the tables' format.
 */
final class Steps {
    private static final double WIDTH = 1.05;

    /** The step of a run that began and ended. */
    static final String SQL = "cast(round(ln(greatest(cast(1 as float8), cast(extract(epoch from ended_at - started_at)"
            + " * 1000 as float8))) / ln(cast(1.05 as float8))) as smallint)";

    private Steps() {}

    static long millis(int step) {
        return Math.round(Math.pow(WIDTH, step));
    }

    /** How long the shortest took that is not shorter than that part of all. */
    static long quantile(Map<Integer, Long> runs, double part) {
        SortedMap<Integer, Long> sorted = new TreeMap<>(runs);
        long all = sorted.values().stream().mapToLong(Long::longValue).sum();
        long rank = Math.max(1, (long) Math.ceil(part * all));
        for (Map.Entry<Integer, Long> each : sorted.entrySet()) {
            rank -= each.getValue();
            if (rank <= 0) {
                return millis(each.getKey());
            }
        }
        return 0;
    }
}
