package dev.reeve.benchmarks.cluster;

import static dev.reeve.Inputs.value;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.TaskRun;
import dev.reeve.benchmarks.Figures;
import dev.reeve.benchmarks.Finding;
import dev.reeve.benchmarks.Sample;
import dev.reeve.benchmarks.Words;
import dev.reeve.cluster.Cluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** From the moment at which a worker is killed, or stopped as one that hangs, until its task runs on another. */
record DetectRow(Amount amount, Loss loss) implements ClusterRow {
    private static final Duration SILENCE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** What becomes of the worker. */
    enum Loss {
        KILLED("KILL"),
        STOPPED("STOP");

        private final String signal;

        Loss(String signal) {
            this.signal = signal;
        }
    }

    @Override
    public String name() {
        return "detect_" + loss.name().toLowerCase(Locale.ROOT);
    }

    static long holds(String began) throws Exception {
        return Work.holds(began, TaskRun.current().attempt());
    }

    @Override
    public List<Finding> measure() throws Exception {
        List<Double> seconds = new ArrayList<>();
        Path directory = Files.createTempDirectory("reeve-benchmark-lost");
        Path began = directory.resolve("began");
        Flow flow = Flow.define("lost", f -> {
            f.task(DetectRow::holds, value(began.toString())).retries(1).keep();
        });
        try (Workers workers = new Workers(SILENCE)) {
            workers.start("--slots", "1");
            workers.start("--slots", "1");
            try (Cluster cluster = workers.cluster()) {
                for (int i = 0; i < amount.losses(); i++) {
                    if (i > 0) {
                        workers.start("--slots", "1");
                    }
                    seconds.add(lost(flow.start(RunOptions.DEFAULT.executor(cluster)), began));
                }
            }
        } finally {
            Files.deleteIfExists(began);
            Files.delete(directory);
        }
        return List.of(finding(new Sample(seconds)));
    }

    private double lost(FlowRun run, Path began) throws Exception {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!Files.exists(began)) {
            Sitting.require(System.nanoTime() < until, "the task of " + run + " did not begin");
            TimeUnit.MILLISECONDS.sleep(5);
        }
        String worker = Files.readString(began);
        Files.delete(began);
        long lost = Work.now();
        signal(loss.signal, worker);
        run.await();
        long again = Sitting.number(Sitting.successful(run), "holds");
        signal("KILL", worker);
        return (again - lost) / 1e6;
    }

    private static void signal(String signal, String process) throws IOException, InterruptedException {
        int code = new ProcessBuilder("kill", "-" + signal, process)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        Sitting.require(code == 0 || signal.equals("KILL"), "process " + process + " could not be stopped");
    }

    private Finding finding(Sample seconds) {
        return new Finding(
                name(),
                Words.spread(seconds, 1, 2) + " s",
                "a silence of " + SILENCE.toSeconds() + " s counts as lost",
                "",
                List.of(),
                new Figures()
                        .add("seconds", seconds)
                        .add("silence_seconds", (double) SILENCE.toSeconds())
                        .map());
    }
}
