package dev.reeve.benchmarks;

import java.util.List;

/** One thing measured several times, in ascending order. At least one value. */
public record Sample(List<Double> values) {
    public Sample {
        if (values.isEmpty()) {
            throw new IllegalArgumentException("nothing was measured");
        }
        values = values.stream().sorted().toList();
    }

    public double median() {
        int middle = values.size() / 2;
        return values.size() % 2 == 1 ? values.get(middle) : (values.get(middle - 1) + values.get(middle)) / 2;
    }

    public double min() {
        return values.getFirst();
    }

    public double max() {
        return values.getLast();
    }

    /** The value that so large a part of them does not exceed: 0.99 for all but the hundredth part. */
    public double quantile(double part) {
        return values.get(Math.max(0, (int) Math.ceil(part * values.size()) - 1));
    }
}
