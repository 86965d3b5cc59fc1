package dev.reeve.benchmarks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** The program of {@link LargeMapRow}: a large map in a JVM of its own. Prints {@link Times} as JSON. */
final class LargeMap {
    private LargeMap() {}

    /** What it took: seconds for each pass; bytes of heap in use at the most while flows ran. */
    record Times(List<Double> reeve, List<Double> plain, double peakBytes) {}

    public static void main(String[] args) {
        int width = Integer.parseInt(args[0]);
        int rounds = Integer.parseInt(args[1]);
        int warmUps = Integer.parseInt(args[2]);
        int slots = Integer.parseInt(args[3]);
        List<Double> reeve = new ArrayList<>();
        List<Double> plain = new ArrayList<>();
        long peak = 0;
        try (Workloads workloads = new Workloads(slots)) {
            Workload map = workloads.map(width);
            for (int i = -warmUps; i < rounds; i++) {
                System.gc(); // what the one left is not to be paid for by the other
                HeapPeak heap = HeapPeak.watch();
                double seconds = seconds(map.reeve());
                peak = Math.max(peak, heap.stop());
                System.gc();
                double limit = seconds(map.plain());
                if (i >= 0) {
                    reeve.add(seconds);
                    plain.add(limit);
                }
            }
        }
        System.out.println(JsonMapper.shared().writeValueAsString(new Times(reeve, plain, peak)));
    }

    private static double seconds(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return Duration.ofNanos(System.nanoTime() - begun).toNanos() / 1e9;
    }
}
