package dev.reeve.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A flow of one task from the start of its process to the end of it, beside a JVM that does nothing, both with the
 * same flags and with the class path of a user's program.
 */
record HelloRow(String name, List<String> flags) implements Row {
    @Override
    public List<Finding> measure(Effort effort) throws Exception {
        List<Double> hello = new ArrayList<>();
        List<Double> empty = new ArrayList<>();
        run(Empty.class); // the files come from the disk the first time
        run(Hello.class);
        for (int i = 0; i < effort.processes(); i++) {
            ForkedJvm jvm = run(Hello.class);
            if (!jvm.output().equals("Hello, world")) {
                throw new IllegalStateException("the hello flow printed: " + jvm.output());
            }
            hello.add(jvm.took().toNanos() / 1e6);
            empty.add(run(Empty.class).took().toNanos() / 1e6);
        }
        Sample measured = new Sample(hello);
        Sample limit = new Sample(empty);
        double ratio = measured.median() / limit.median();
        return List.of(new Finding(
                name,
                Words.spread(measured, 1, 0) + " ms",
                "empty JVM " + Words.spread(limit, 1, 0) + " ms",
                Words.fixed(ratio, 2),
                List.of(Bar.atMost(4, ratio, "x")),
                new Figures()
                        .add("milliseconds", measured)
                        .add("limit_milliseconds", limit)
                        .add("ratio", ratio)
                        .map()));
    }

    private ForkedJvm run(Class<?> program) throws IOException, InterruptedException {
        return ForkedJvm.runOn(UserClassPath.of(System.getProperty("java.class.path")), flags, program);
    }
}
