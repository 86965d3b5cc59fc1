package dev.reeve.benchmarks.trace;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * What the engine's policy makes of a trace if choosing and waking cost nothing: whenever a slot is free, the ready
 * task with the longest path still before it, counted in tasks, begins; of equal ones the first defined.
 */
public final class ListSchedule {
    private final Trace trace;
    private final int[] path;
    private final int[] waitsFor;
    private final int[][] children;

    private record Ending(double at, int task) {}

    private ListSchedule(Trace trace) {
        this.trace = trace;
        int size = trace.size();
        path = new int[size];
        waitsFor = new int[size];
        int[] counts = new int[size];
        for (int i = size - 1; i >= 0; i--) { // children come after their parents
            path[i]++;
            for (int parent : trace.steps().get(i).parents()) {
                path[parent] = Math.max(path[parent], path[i]);
                counts[parent]++;
                waitsFor[i]++;
            }
        }
        children = new int[size][];
        for (int i = 0; i < size; i++) {
            children[i] = new int[counts[i]];
        }
        for (int i = 0; i < size; i++) {
            for (int parent : trace.steps().get(i).parents()) {
                children[parent][--counts[parent]] = i;
            }
        }
    }

    /** The time from the first begin to the last end, in seconds. */
    public static double makespan(Trace trace, int slots) {
        return new ListSchedule(trace).run(slots);
    }

    private double run(int slots) {
        PriorityQueue<Integer> ready = new PriorityQueue<>(
                Comparator.<Integer>comparingInt(task -> -path[task]).thenComparingInt(task -> task));
        PriorityQueue<Ending> running = new PriorityQueue<>(Comparator.comparingDouble(Ending::at));
        for (int i = 0; i < trace.size(); i++) {
            if (waitsFor[i] == 0) {
                ready.add(i);
            }
        }
        double now = 0;
        while (true) {
            while (running.size() < slots && !ready.isEmpty()) {
                int task = ready.remove();
                running.add(new Ending(now + trace.steps().get(task).seconds(), task));
            }
            Ending next = running.poll();
            if (next == null) {
                return now;
            }
            now = next.at();
            for (int child : children[next.task()]) {
                if (--waitsFor[child] == 0) {
                    ready.add(child);
                }
            }
        }
    }
}
