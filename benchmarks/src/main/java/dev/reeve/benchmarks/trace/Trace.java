package dev.reeve.benchmarks.trace;

import java.util.Arrays;
import java.util.List;

/**
 * Tasks that wait for each other, with the time that each takes. Parents come before their children. Immutable.
 *
 * @param name letters, digits, {@code -} and {@code _}
 */
public record Trace(String name, List<Step> steps) {
    /**
     * One task of it.
     *
     * @param parents the indexes of the tasks that it waits for
     * @param seconds how long it takes; 0 or more
     */
    public record Step(List<Integer> parents, double seconds) {
        /** Copies the parents. */
        public Step {
            parents = List.copyOf(parents);
            if (!(seconds >= 0)) {
                throw new IllegalArgumentException("a task takes " + seconds + " seconds; use 0 or more");
            }
        }
    }

    /** Copies the steps. */
    public Trace {
        steps = List.copyOf(steps);
        for (int i = 0; i < steps.size(); i++) {
            for (int parent : steps.get(i).parents()) {
                if (parent < 0 || parent >= i) {
                    throw new IllegalArgumentException("trace \"" + name + "\": task " + i + " has the parent " + parent
                            + ", which is not before it");
                }
            }
        }
    }

    /** How many tasks. */
    public int size() {
        return steps.size();
    }

    /** How long one worker would take. */
    public double totalSeconds() {
        return steps.stream().mapToDouble(Step::seconds).sum();
    }

    /** How long it takes whatever the number of workers. */
    public double criticalSeconds() {
        double[] end = new double[size()];
        for (int i = 0; i < size(); i++) {
            for (int parent : steps.get(i).parents()) {
                end[i] = Math.max(end[i], end[parent]);
            }
            end[i] += steps.get(i).seconds();
        }
        return Arrays.stream(end).max().orElse(0);
    }

    /** No schedule on that many workers takes less. */
    public double lowerBoundSeconds(int slots) {
        return Math.max(criticalSeconds(), totalSeconds() / slots);
    }

    /** The same with every time multiplied. */
    public Trace scaled(double factor) {
        return new Trace(
                name,
                steps.stream()
                        .map(step -> new Step(step.parents(), step.seconds() * factor))
                        .toList());
    }
}
