package dev.reeve.benchmarks.cluster;

import dev.reeve.FlowRun;
import dev.reeve.RunOptions;
import dev.reeve.cluster.Cluster;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Constructor;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Runs on the same two workers, each with classes of its own, and looks whether something stays behind in the workers. Two
 * drivers are there at once, with two versions of the same class; each makes one run after the other, leaves after some, and
 * another comes, but for the last three quarters of a minute of every five.
 */
final class Soak implements AutoCloseable {
    private static final Duration SILENCE = Duration.ofSeconds(15);
    private static final double MEGA = 1 << 20;

    private static final int VERSIONS = 2;

    /** So often all drivers are away for a while: what the grid keeps of those that left goes only then. */
    private static final long ROUND = TimeUnit.MINUTES.toNanos(5);

    private static final long REST = TimeUnit.SECONDS.toNanos(45);

    private final int runsOfADriver;
    private final PrintStream out;
    private final Workers workers = new Workers(SILENCE);
    private final List<Inside> insides = new ArrayList<>();
    private final List<List<Inside.Sight>> sights = new ArrayList<>();
    private final AtomicInteger runs = new AtomicInteger();

    Soak(int runsOfADriver, PrintStream out) throws IOException, InterruptedException {
        this.runsOfADriver = runsOfADriver;
        this.out = out;
        for (int i = 0; i < 2; i++) {
            insides.add(Inside.of(workers.start("--slots", "2")));
            sights.add(new ArrayList<>());
        }
    }

    /** Runs for so long and prints a line that often; whether nothing went on growing. */
    boolean run(Duration time, Duration every) throws InterruptedException {
        long begun = System.nanoTime();
        long until = begun + time.toNanos();
        List<CompletableFuture<Void>> drivers = new ArrayList<>();
        for (int version = 1; version <= VERSIONS; version++) {
            drivers.add(driver(version, begun, until));
        }
        CompletableFuture<Void> all = CompletableFuture.allOf(drivers.toArray(CompletableFuture[]::new));
        while (!over(all, every)) {
            tell((System.nanoTime() - begun) / 1e9);
        }
        tell((System.nanoTime() - begun) / 1e9);
        return verdict();
    }

    private static boolean over(CompletableFuture<Void> all, Duration most) throws InterruptedException {
        try {
            all.get(most.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException notYet) {
            return false;
        } catch (ExecutionException failed) {
            throw new IllegalStateException(failed.getCause());
        }
    }

    /** Runs of one version, with one driver after another. */
    private CompletableFuture<Void> driver(int version, long begun, long until) {
        CompletableFuture<Void> ended = new CompletableFuture<>();
        Thread.ofPlatform().name("soak-" + version).daemon().start(() -> {
            try {
                while (System.nanoTime() < until) {
                    try (Cluster driver = workers.cluster()) {
                        for (int i = 0; i < runsOfADriver; i++) {
                            once(driver, version);
                        }
                    }
                    rest(begun);
                }
                ended.complete(null);
            } catch (ReflectiveOperationException | InterruptedException | RuntimeException | Error failed) {
                ended.completeExceptionally(failed);
            }
        });
        return ended;
    }

    private static void rest(long begun) throws InterruptedException {
        long left = ROUND - (System.nanoTime() - begun) % ROUND;
        if (left <= REST) {
            TimeUnit.NANOSECONDS.sleep(left);
        }
    }

    /** Of classes that no run had before. */
    static SoakVersion version(int version) throws ReflectiveOperationException {
        Constructor<?> fresh = new FreshClasses(SoakFlow.class, FreshClasses.VERSION + version)
                .loadClass(SoakFlow.class.getName())
                .getDeclaredConstructor();
        fresh.setAccessible(true);
        return (SoakVersion) fresh.newInstance();
    }

    private void once(Cluster driver, int version) throws ReflectiveOperationException {
        SoakVersion flow = version(version);
        FlowRun run = Sitting.successful(flow.get().run(RunOptions.DEFAULT.executor(driver)));
        Object total = run.task("total").value();
        Sitting.require(
                Integer.valueOf(flow.expected()).equals(total), run + " of version " + version + " came to " + total);
        runs.incrementAndGet();
    }

    private void tell(double seconds) {
        StringBuilder line = new StringBuilder("%.0f s: %d runs".formatted(seconds, runs.get()));
        for (int i = 0; i < insides.size(); i++) {
            Inside.Sight sight = insides.get(i).look();
            sights.get(i).add(sight);
            line.append("; w%d %.0f MB, heap after GC %.1f MB, %.0f classes"
                    .formatted(i + 1, sight.resident() / MEGA, sight.heap() / MEGA, sight.classes()));
        }
        // not judged, and not collected for it: a JVM with much free memory takes its time
        line.append("; drivers %.0f MB, %d classes"
                .formatted(
                        Resident.now(ProcessHandle.current().pid()) / MEGA,
                        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount()));
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
