package dev.reeve.server.page;

import dev.reeve.api.CriticalStep;
import dev.reeve.server.ledger.Course.Phase;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Which of some spans decided when all were over. A span could go on when the last one ended that it depends on, and then
 * took its time; with those times, the path is the longest way through, and slack is by how much a span could have been
 * longer. Immutable.
 */
final class Timing {
    private final List<Span> spans;
    private final long[] ready;
    private final long[] end;
    private final long[] slack;
    private final List<Integer> path;
    private final long length;

    private Timing(List<Span> spans, long origin, long now) {
        this.spans = spans;
        ready = new long[spans.size()];
        end = new long[spans.size()];
        slack = new long[spans.size()];
        long last = origin;
        for (int i = 0; i < spans.size(); i++) {
            ready[i] = origin;
            for (int upstream : spans.get(i).upstreams()) {
                ready[i] = Math.max(ready[i], end[upstream]);
            }
            end[i] = Math.max(ready[i], spans.get(i).end(now));
            last = Math.max(last, end[i]);
        }
        length = last - origin;
        slacken(last);
        path = walk(last);
    }

    /**
     * Works it out.
     *
     * @param spans each behind those that it depends on
     * @param origin when the first ones could begin
     * @param now when those end that have not
     */
    static Timing of(List<Span> spans, long origin, long now) {
        return new Timing(List.copyOf(spans), origin, now);
    }

    private void slacken(long last) {
        long[] latest = new long[spans.size()];
        java.util.Arrays.fill(latest, last);
        for (int i = spans.size() - 1; i >= 0; i--) {
            slack[i] = latest[i] - end[i];
            long begin = latest[i] - (end[i] - ready[i]);
            for (int upstream : spans.get(i).upstreams()) {
                latest[upstream] = Math.min(latest[upstream], begin);
            }
        }
    }

    private List<Integer> walk(long last) {
        List<Integer> back = new ArrayList<>();
        int at = 0;
        while (at < end.length && end[at] < last) {
            at++;
        }
        while (at < end.length) {
            back.add(at);
            int from = end.length;
            for (int upstream : spans.get(at).upstreams()) {
                if (end[upstream] == ready[at] && upstream < from) {
                    from = upstream;
                }
            }
            at = from;
        }
        Collections.reverse(back);
        return back;
    }

    /** From the origin to the last end. */
    long length() {
        return length;
    }

    /** Places of spans, each depending on the one before. */
    List<Integer> path() {
        return path;
    }

    CriticalStep step(int place) {
        Span span = spans.get(place);
        long from = ready[place];
        long to = end[place];
        long queue = span.time(Phase.QUEUED, from, to);
        long exec = span.time(Phase.RUNNING, from, to);
        return new CriticalStep(span.node(), span.child(), to - from - queue - exec, queue, exec, slack[place]);
    }
}
