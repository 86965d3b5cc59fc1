package dev.reeve.benchmarks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers figures in the order in which a program is to read them. Not thread-safe. */
final class Figures {
    private final Map<String, Double> figures = new LinkedHashMap<>();

    Figures add(String name, double value) {
        figures.put(name, value);
        return this;
    }

    /** The median as {@code name}, and how far the values spread. */
    Figures add(String name, Sample sample) {
        return add(name, sample.median()).add(name + "_min", sample.min()).add(name + "_max", sample.max());
    }

    Map<String, Double> map() {
        return Collections.unmodifiableMap(figures);
    }
}
