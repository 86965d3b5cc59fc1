package dev.reeve.benchmarks;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** A map over a stream that is a multiple of the heap, in a JVM of its own: seconds and the most heap in use. */
record StreamedMapRow(int width, int slots) implements Row {
    private static final int HEAP_MEGABYTES = 256;
    private static final double MEGABYTE = 1 << 20;

    @Override
    public String name() {
        return "map_" + width + "_streamed";
    }

    @Override
    public List<Finding> measure(Effort effort) throws Exception {
        List<Double> seconds = new ArrayList<>();
        double peak = 0;
        for (int i = 0; i < effort.longRounds(); i++) {
            ForkedJvm jvm = ForkedJvm.run(
                    List.of("-Xmx" + HEAP_MEGABYTES + "m"),
                    StreamedMap.class,
                    String.valueOf(width),
                    String.valueOf(slots));
            StreamedMap.Times times = JsonMapper.shared().readValue(jvm.output(), StreamedMap.Times.class);
            seconds.add(times.seconds());
            peak = Math.max(peak, times.peakBytes());
        }
        Sample sample = new Sample(seconds);
        return List.of(new Finding(
                name(),
                Words.spread(sample, 1, 2) + " s, peak " + Words.fixed(peak / MEGABYTE, 0) + " MB",
                "",
                "",
                List.of(Bar.atMost(HEAP_MEGABYTES, peak / MEGABYTE, "MB of heap")),
                new Figures()
                        .add("tasks_per_second", (width + 2) / sample.median())
                        .add("seconds", sample)
                        .add("peak_heap_bytes", peak)
                        .map()));
    }
}
