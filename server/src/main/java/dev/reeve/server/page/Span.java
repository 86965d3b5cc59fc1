package dev.reeve.server.page;

import dev.reeve.server.ledger.Course.Phase;
import java.util.List;

/**
 * The life of a task run: what it depends on, and from when on it was what. Times are microseconds.
 *
 * @param node its place in the structure
 * @param child the index of a mapped child; -1: the node itself
 * @param upstreams places in the list of spans, all before its own
 * @param marks in order of time, at least one
 */
record Span(int node, int child, List<Integer> upstreams, List<Mark> marks) {
    /** From then on it was in that phase. */
    record Mark(Phase phase, long at) {}

    Span {
        upstreams = List.copyOf(upstreams);
        marks = List.copyOf(marks);
    }

    /** When it ended; {@code now} if it did not. */
    long end(long now) {
        Mark last = marks.getLast();
        return last.phase() == Phase.ENDED ? last.at() : Math.max(now, last.at());
    }

    /** How long it was in a phase between two times. What comes before its first mark is waiting. */
    long time(Phase phase, long from, long to) {
        long sum = phase == Phase.WAITING
                ? overlap(from, to, Long.MIN_VALUE, marks.getFirst().at())
                : 0;
        for (int i = 0; i < marks.size(); i++) {
            long until = i + 1 < marks.size() ? marks.get(i + 1).at() : Long.MAX_VALUE;
            Phase counted = marks.get(i).phase() == Phase.ENDED
                    ? Phase.WAITING
                    : marks.get(i).phase();
            if (counted == phase) {
                sum += overlap(from, to, marks.get(i).at(), until);
            }
        }
        return sum;
    }

    private static long overlap(long from, long to, long since, long until) {
        return Math.max(0, Math.min(to, until) - Math.max(from, since));
    }
}
