package dev.reeve.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Measures a workload and what it is compared to in alternating rounds, so that what else the machine does hits both.
 *
 * @param reeve tasks a second
 * @param plain tasks a second
 * @param reeveCpu nanoseconds of processor time for a task, all threads of the process, the collector's too
 * @param plainCpu the same
 */
record Alternation(Sample reeve, Sample plain, Sample reeveCpu, Sample plainCpu) {
    private static final OperatingSystemMXBean SYSTEM =
            ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);

    static Alternation of(Workload workload, Effort effort) {
        warmUp(workload.reeve(), effort.warmUp());
        warmUp(workload.plain(), effort.warmUp());
        Rounds reeve = new Rounds();
        Rounds plain = new Rounds();
        int passes = Math.max(1, effort.tasksPerRound() / workload.tasks());
        for (int round = 0; round < effort.rounds(); round++) {
            reeve.measure(workload.reeve(), passes, workload.tasks());
            plain.measure(workload.plain(), passes, workload.tasks());
        }
        return new Alternation(
                new Sample(reeve.speeds), new Sample(plain.speeds), new Sample(reeve.costs), new Sample(plain.costs));
    }

    private static void warmUp(Runnable work, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        do {
            work.run();
        } while (System.nanoTime() < end);
    }

    private static final class Rounds {
        private final List<Double> speeds = new ArrayList<>();
        private final List<Double> costs = new ArrayList<>();

        void measure(Runnable work, int passes, int tasks) {
            long cpu = SYSTEM.getProcessCpuTime();
            long begun = System.nanoTime();
            for (int i = 0; i < passes; i++) {
                work.run();
            }
            double done = (double) passes * tasks;
            speeds.add(done * 1e9 / (System.nanoTime() - begun));
            costs.add((SYSTEM.getProcessCpuTime() - cpu) / done);
        }
    }
}
