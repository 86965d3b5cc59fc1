package dev.reeve.benchmarks.cluster;

import static dev.reeve.Inputs.each;
import static dev.reeve.Inputs.value;

import dev.reeve.Flow;
import dev.reeve.benchmarks.Figures;
import dev.reeve.benchmarks.Finding;
import dev.reeve.benchmarks.Sample;
import dev.reeve.benchmarks.Words;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Work that keeps processors busy, on so many workers of one slot, beside one loop in this process. */
record ScaleRow(Sitting sitting, Amount amount, int workers) implements ClusterRow {
    @Override
    public String name() {
        return "scale_" + workers;
    }

    @Override
    public List<Finding> measure() throws Exception {
        List<Integer> pieces = Collections.nCopies(amount.pieces(), amount.digests());
        Flow flow = Flow.define("scale", f -> {
            f.map(Work::digests, each(value(pieces))).requires("on" + workers, 1);
        });
        List<Double> shared = new ArrayList<>();
        List<Double> alone = new ArrayList<>();
        for (int i = -Math.min(1, amount.warmUps()); i < amount.rounds(); i++) {
            double loop = loop(pieces);
            long begun = System.nanoTime();
            sitting.run(flow);
            double seconds = (System.nanoTime() - begun) / 1e9;
            if (i >= 0) {
                alone.add(loop);
                shared.add(seconds);
            }
        }
        Sample here = new Sample(shared);
        Sample beside = new Sample(alone);
        int cores = Runtime.getRuntime().availableProcessors();
        double faster = beside.median() / here.median();
        return List.of(new Finding(
                name(),
                Words.spread(here, 1, 2) + " s",
                "one loop " + Words.spread(beside, 1, 2) + " s; " + cores + " cores",
                Words.fixed(faster, 2),
                List.of(),
                new Figures()
                        .add("workers", workers)
                        .add("cores", cores)
                        .add("seconds", here)
                        .add("loop_seconds", beside)
                        .add("ratio", faster)
                        .map()));
    }

    private static double loop(List<Integer> pieces) throws Exception {
        long begun = System.nanoTime();
        for (int digests : pieces) {
            Sitting.require(Work.digests(digests) != 0, "a digest was zero");
        }
        return (System.nanoTime() - begun) / 1e9;
    }
}
