package dev.reeve.benchmarks;

import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A map of very many children in a JVM whose heap is bounded: seconds and the most heap in use. */
record LargeMapRow(int width, int slots) implements Row {
    private static final int HEAP_MEGABYTES = 600;
    private static final double MEGABYTE = 1 << 20;

    @Override
    public String name() {
        return "map_" + width;
    }

    @Override
    public List<Finding> measure(Effort effort) throws Exception {
        int warmUps = effort.warmUp().isZero() ? 0 : 2;
        ForkedJvm jvm = ForkedJvm.run(
                List.of("-Xmx" + HEAP_MEGABYTES + "m"),
                LargeMap.class,
                String.valueOf(width),
                String.valueOf(effort.longRounds()),
                String.valueOf(warmUps),
                String.valueOf(slots));
        LargeMap.Times times = JsonMapper.shared().readValue(jvm.output(), LargeMap.Times.class);
        Sample seconds = new Sample(times.reeve());
        Sample limit = new Sample(times.plain());
        double peak = times.peakBytes() / MEGABYTE;
        double ratio = limit.median() / seconds.median();
        return List.of(new Finding(
                name(),
                Words.spread(seconds, 1, 2) + " s, peak " + Words.fixed(peak, 0) + " MB",
                "CompletableFuture " + Words.spread(limit, 1, 2) + " s",
                Words.fixed(ratio, 2),
                List.of(Bar.atMost(3, seconds.median(), "s"), Bar.atMost(HEAP_MEGABYTES, peak, "MB of heap")),
                new Figures()
                        .add("tasks_per_second", (width + 2) / seconds.median())
                        .add("limit_per_second", (width + 2) / limit.median())
                        .add("ratio", ratio)
                        .add("seconds", seconds)
                        .add("limit_seconds", limit)
                        .add("peak_heap_bytes", times.peakBytes())
                        .map()));
    }
}
