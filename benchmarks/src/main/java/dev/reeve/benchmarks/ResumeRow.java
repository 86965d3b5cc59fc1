package dev.reeve.benchmarks;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A run of very many tasks of which all but one ended well, resumed: from the call to the end of the run. */
record ResumeRow(Workloads workloads, int tasks) implements Row {
    @Override
    public String name() {
        return "resume_" + tasks;
    }

    @Override
    public List<Finding> measure(Effort effort) throws IOException {
        Path directory = Files.createTempDirectory(Path.of("").toAbsolutePath(), ".reeve-benchmark");
        try {
            RunOptions options = workloads.options().recordsIn(directory);
            Flow flow = Workloads.oneOfManyFails(tasks);
            List<Double> whole = new ArrayList<>();
            List<Double> resumed = new ArrayList<>();
            int warmUps = effort.warmUp().isZero() ? 0 : 2;
            for (int i = -warmUps; i < effort.longRounds(); i++) {
                long begun = System.nanoTime();
                FlowRun run = flow.run(options);
                long ended = System.nanoTime();
                FlowRun again = flow.resume(run.id(), options);
                long end = System.nanoTime();
                if (!again.state().isFailed() || again.task("last").attempts() != 2) {
                    throw new IllegalStateException(again + " did not run again what failed");
                }
                if (i >= 0) {
                    whole.add(Duration.ofNanos(ended - begun).toNanos() / 1e9);
                    resumed.add(Duration.ofNanos(end - ended).toNanos() / 1e9);
                }
            }
            return List.of(finding(new Sample(resumed), new Sample(whole)));
        } finally {
            RecordsRow.delete(directory);
        }
    }

    private Finding finding(Sample resumed, Sample whole) {
        double ratio = whole.median() / resumed.median();
        return new Finding(
                name(),
                Words.spread(resumed, 1, 2) + " s",
                "the run itself " + Words.spread(whole, 1, 2) + " s",
                Words.fixed(ratio, 2),
                List.of(Bar.atMost(2, resumed.median(), "s")),
                new Figures()
                        .add("seconds", resumed)
                        .add("limit_seconds", whole)
                        .add("tasks_per_second", tasks / resumed.median())
                        .add("ratio", ratio)
                        .map());
    }
}
