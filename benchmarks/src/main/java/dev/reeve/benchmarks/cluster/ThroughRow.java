package dev.reeve.benchmarks.cluster;

import dev.reeve.benchmarks.Figures;
import dev.reeve.benchmarks.Finding;
import dev.reeve.benchmarks.ForkedJvm;
import dev.reeve.benchmarks.Words;
import dev.reeve.cluster.JvmFlags;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Results of tasks that are more than the driver has memory for: made on workers, read and summed up on workers. */
record ThroughRow(Sitting sitting, Amount amount) implements ClusterRow {
    private static final int HEAP_MEGABYTES = 512;
    private static final double MEGA = 1 << 20;

    @Override
    public String name() {
        return "through";
    }

    @Override
    public List<Finding> measure() throws Exception {
        List<String> flags = new ArrayList<>(JvmFlags.all());
        flags.add("-Xmx" + HEAP_MEGABYTES + "m");
        int pieces = Math.toIntExact(Math.max(2, (amount.megabytes() << 20) / Through.PIECE));
        ForkedJvm driver = ForkedJvm.run(
                flags,
                Through.class,
                sitting.address(),
                String.valueOf(Sitting.SILENCE.toSeconds()),
                String.valueOf(pieces));
        JsonNode told =
                JsonMapper.shared().readTree(driver.output().lines().toList().getLast());
        double seconds = told.get("seconds").doubleValue();
        double heap = told.get("peak_heap_bytes").doubleValue();
        double resident = told.get("peak_rss_bytes").doubleValue();
        double megabytes = pieces * (Through.PIECE / MEGA);
        return List.of(new Finding(
                name(),
                Words.brief(megabytes) + " MB in " + Words.brief(seconds) + " s, " + Words.brief(megabytes / seconds)
                        + " MB/s",
                "driver: heap " + Words.fixed(heap / MEGA, 0) + " of " + HEAP_MEGABYTES + " MB, process "
                        + Words.fixed(resident / MEGA, 0) + " MB",
                "",
                List.of(),
                new Figures()
                        .add("megabytes", megabytes)
                        .add("seconds", seconds)
                        .add("megabytes_per_second", megabytes / seconds)
                        .add("peak_heap_bytes", heap)
                        .add("peak_rss_bytes", resident)
                        .map()));
    }
}
