package dev.reeve.benchmarks.trace;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** Workflows made up after shapes that real ones have, with times drawn from fixed seeds. */
final class Shapes {
    private Shapes() {}

    /** A few times over: one task, many beside each other, one that waits for them all. */
    static Trace forkJoin(int size) {
        Times times = new Times(1);
        List<Trace.Step> steps = new ArrayList<>();
        int stages = 5;
        int width = Math.max(1, size / stages - 2);
        List<Integer> before = List.of();
        for (int stage = 0; stage < stages; stage++) {
            int fork = add(steps, before, times.around(0.5));
            List<Integer> parts = new ArrayList<>();
            for (int i = 0; i < width; i++) {
                parts.add(add(steps, List.of(fork), times.around(1)));
            }
            before = List.of(add(steps, parts, times.around(0.5)));
        }
        return new Trace("fork_join", steps);
    }

    /** Sky images put together: project each, compare neighbours, one model of all differences, correct each, add up. */
    static Trace mosaic(int size) {
        Times times = new Times(2);
        List<Trace.Step> steps = new ArrayList<>();
        int images = Math.max(2, (size - 4) / 5);
        for (int i = 0; i < images; i++) {
            add(steps, List.of(), times.around(2));
        }
        List<Integer> differences = new ArrayList<>();
        for (int i = 0; i < 3 * images; i++) {
            int one = i % images;
            int other = (one + 1 + i / images) % images;
            List<Integer> pair = one == other ? List.of(one) : List.of(one, other);
            differences.add(add(steps, pair, times.around(0.5)));
        }
        int fit = add(steps, differences, times.around(1));
        int model = add(steps, List.of(fit), times.around(3));
        List<Integer> corrected = IntStream.range(0, images)
                .mapToObj(i -> add(steps, List.of(i, model), times.around(0.5)))
                .toList();
        int table = add(steps, corrected, times.around(1));
        add(steps, List.of(table), times.around(2));
        return new Trace("mosaic", steps);
    }

    /** Layers of random width; each task takes from a few of the layer before and now and then from far above. */
    static Trace layered(int size) {
        Times times = new Times(3);
        Random random = new Random(4);
        List<Trace.Step> steps = new ArrayList<>();
        int from = 0;
        int to = 0;
        while (steps.size() < size) {
            int width = 1 + random.nextInt(2 * Math.max(1, size / 25));
            for (int i = 0; i < width; i++) {
                List<Integer> parents = new ArrayList<>();
                for (int k = random.nextInt(3); to > 0 && k >= 0; k--) {
                    parents.add(random.nextInt(10) == 0 ? random.nextInt(to) : from + random.nextInt(to - from));
                }
                add(steps, parents.stream().distinct().toList(), times.around(1));
            }
            from = to;
            to = steps.size();
        }
        return new Trace("layered", steps);
    }

    private static int add(List<Trace.Step> steps, List<Integer> parents, double seconds) {
        steps.add(new Trace.Step(parents, seconds));
        return steps.size() - 1;
    }

    /** Log-normal times: most are near the median, a few many times as long, as in real workflows. */
    private static final class Times {
        private final Random random;

        Times(long seed) {
            this.random = new Random(seed);
        }

        double around(double median) {
            return median * Math.exp(0.5 * random.nextGaussian());
        }
    }
}
