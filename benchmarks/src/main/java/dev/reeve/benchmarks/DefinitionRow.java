package dev.reeve.benchmarks;

import java.util.ArrayList;
import java.util.List;

/** How long it takes to define and validate a large flow, in a JVM that has done nothing else before. */
record DefinitionRow(int nodes, int edges) implements Row {
    @Override
    public String name() {
        return "define_" + nodes;
    }

    @Override
    public List<Finding> measure(Effort effort) throws Exception {
        List<Double> millis = new ArrayList<>();
        for (int i = 0; i < effort.processes(); i++) {
            ForkedJvm jvm = ForkedJvm.run(List.of(), LargeGraph.class, String.valueOf(nodes), String.valueOf(edges));
            millis.add(Long.parseLong(jvm.output()) / 1e6);
        }
        Sample sample = new Sample(millis);
        return List.of(new Finding(
                name(),
                Words.spread(sample, 1, 0) + " ms",
                edges + " edges, a fresh JVM each time",
                "",
                List.of(Bar.atMost(500, sample.median(), "ms")),
                new Figures().add("milliseconds", sample).map()));
    }
}
