package dev.reeve.benchmarks.cluster;

import dev.reeve.Flow;
import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.cluster.Cluster;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Runs one after the other on the same two workers, each with classes of its own, and looks whether something stays behind
 * in the workers. A driver leaves after some runs and another comes.
 */
final class Soak implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final double MEGA = 1 << 20;

    private final int runsOfADriver;
    private final PrintStream out;
    private final Workers workers = new Workers(SILENCE);
    private final List<Inside> insides = new ArrayList<>();
    private final List<List<Inside.Sight>> sights = new ArrayList<>();
    private int runs;

    Soak(int runsOfADriver, PrintStream out) throws IOException, InterruptedException {
        this.runsOfADriver = runsOfADriver;
        this.out = out;
        for (int i = 0; i < 2; i++) {
            insides.add(Inside.of(workers.start("--slots", "2")));
            sights.add(new ArrayList<>());
        }
    }

    /** Runs for so long and prints a line that often; whether nothing went on growing. */
    boolean run(Duration time, Duration every) throws ReflectiveOperationException {
        long begun = System.nanoTime();
        long told = begun;
        while (System.nanoTime() - begun < time.toNanos()) {
            try (Cluster driver = workers.cluster()) {
                for (int i = 0; i < runsOfADriver; i++) {
                    once(driver);
                }
            }
            if (System.nanoTime() - told >= every.toNanos()) {
                told = System.nanoTime();
                tell((told - begun) / 1e9);
            }
        }
        tell((System.nanoTime() - begun) / 1e9);
        return verdict();
    }

    private void once(Cluster driver) throws ReflectiveOperationException {
        Constructor<?> fresh = new FreshClasses(SoakFlow.class)
                .loadClass(SoakFlow.class.getName())
                .getDeclaredConstructor();
        fresh.setAccessible(true);
        Supplier<?> flow = (Supplier<?>) fresh.newInstance();
        FlowRun run = Sitting.successful(((Flow) flow.get()).run(RunOptions.DEFAULT.executor(driver)));
        Object total = run.task("total").value();
        Sitting.require(Integer.valueOf(SoakFlow.expected()).equals(total), run + " came to " + total);
        runs++;
    }

    private void tell(double seconds) {
        StringBuilder line = new StringBuilder("%.0f s: %d runs".formatted(seconds, runs));
        for (int i = 0; i < insides.size(); i++) {
            Inside.Sight sight = insides.get(i).look();
            sights.get(i).add(sight);
            line.append("; w%d %.0f MB, heap after GC %.1f MB, %.0f classes"
                    .formatted(i + 1, sight.resident() / MEGA, sight.heap() / MEGA, sight.classes()));
        }
        out.println(line);
        out.flush();
    }

    private boolean verdict() {
        boolean steady = true;
        for (int i = 0; i < sights.size(); i++) {
            List<Inside.Sight> seen = sights.get(i);
            Growth heap = new Growth(seen.stream().map(Inside.Sight::heap).toList());
            Growth classes = new Growth(seen.stream().map(Inside.Sight::classes).toList());
            out.println("w%d, over the second half: heap after GC x %.2f%s, classes x %.2f%s"
                    .formatted(
                            i + 1,
                            heap.factor(),
                            heap.isGrowing() ? " (grows)" : "",
                            classes.factor(),
                            classes.isGrowing() ? " (grow)" : ""));
            steady &= !heap.isGrowing() && !classes.isGrowing();
        }
        return steady;
    }

    @Override
    public void close() throws IOException {
        for (Inside inside : insides) {
            inside.close();
        }
        workers.close();
    }
}
