package dev.reeve.benchmarks;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;

/** How long it takes to define and validate a large flow, in a JVM that has done nothing else before. */
record DefinitionRow(int nodes, int edges) implements Row {
    @Override
    public String name() {
        return "define_" + nodes;
    }

    @Override
    public List<Finding> measure(Effort effort) throws Exception {
        List<Double> millis = new ArrayList<>();
        List<Double> cpu = new ArrayList<>();
        for (int i = 0; i < effort.processes(); i++) {
            ForkedJvm jvm = ForkedJvm.run(List.of(), LargeGraph.class, String.valueOf(nodes), String.valueOf(edges));
            LargeGraph.Times times = JsonMapper.shared().readValue(jvm.output(), LargeGraph.Times.class);
            millis.add(times.millis());
            cpu.add(times.cpuMillis());
        }
        Sample sample = new Sample(millis);
        return List.of(new Finding(
                name(),
                Words.spread(sample, 1, 0) + " ms",
                edges + " edges, a fresh JVM each time",
                "",
                List.of(Bar.atMost(500, sample.median(), "ms")),
                new Figures()
                        .add("milliseconds", sample)
                        .add("cpu_milliseconds", new Sample(cpu))
                        .map()));
    }
}
