package dev.reeve.benchmarks;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** Gathers figures in the order in which a program is to read them. Not thread-safe. */
public final class Figures {
    private final Map<String, Double> figures = new LinkedHashMap<>();

    public Figures add(String name, double value) {
        figures.put(name, value);
        return this;
    }

    /** The median as {@code name}, and how far the values spread. */
    public Figures add(String name, Sample sample) {
        return add(name, sample.median()).add(name + "_min", sample.min()).add(name + "_max", sample.max());
    }

    public Map<String, Double> map() {
        return Collections.unmodifiableMap(figures);
    }
}
