package dev.reeve.server.dashboard;

import dev.reeve.api.Histogram;
import dev.reeve.api.HistogramBucket;
import dev.reeve.server.ledger.RunCounts;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Runs by when they were made: from whole hours counted before where that does, else from the runs themselves. */
final class Histograms {
    private final RunCounts counts;

    Histograms(RunCounts counts) {
        this.counts = counts;
    }

    /** {@code states} is empty for all. */
    Histogram of(Collection<Integer> projects, @Nullable Integer flow, Set<String> states, Spans spans) {
        List<HistogramBucket> buckets = spans.wholeHours()
                ? byHour(counts.of(projects, flow, spans.from(), spans.to(), spans.each()), states, spans)
                : byRun(projects, flow, states, spans);
        return new Histogram(spans.from(), spans.to(), spans.each().toSeconds(), spans.wholeHours(), buckets);
    }

    private List<HistogramBucket> byRun(
            Collection<Integer> projects, @Nullable Integer flow, Set<String> states, Spans spans) {
        List<HistogramBucket> buckets = new ArrayList<>();
        for (RunCounts.Bin bin : counts.bins(projects, flow, spans.bounds())) {
            Map<String, Long> kept = new HashMap<>(bin.states());
            kept.keySet().removeIf(state -> !states.isEmpty() && !states.contains(state));
            buckets.add(new HistogramBucket(
                    spans.from().plus(spans.each().multipliedBy(buckets.size())), kept, bin.p50(), bin.p95()));
        }
        return buckets;
    }

    static List<HistogramBucket> byHour(RunCounts.Counts found, Set<String> states, Spans spans) {
        List<Map<String, Long>> sums = new ArrayList<>();
        List<List<RunCounts.Took>> times = new ArrayList<>();
        for (int i = 0; i < spans.count(); i++) {
            sums.add(new HashMap<>());
            times.add(new ArrayList<>());
        }
        for (RunCounts.Hour hour : found.states()) {
            if (states.isEmpty() || states.contains(hour.state())) {
                sums.get(spans.of(hour.hour())).merge(hour.state(), hour.runs(), Long::sum);
            }
        }
        found.times().forEach(each -> times.get(spans.of(each.hour())).add(each));
        List<HistogramBucket> buckets = new ArrayList<>();
        for (int i = 0; i < spans.count(); i++) {
            buckets.add(new HistogramBucket(
                    spans.from().plus(spans.each().multipliedBy(i)),
                    sums.get(i),
                    RunCounts.quantile(times.get(i), 0.5),
                    RunCounts.quantile(times.get(i), 0.95)));
        }
        return buckets;
    }
}
