package dev.reeve.benchmarks.cluster;

import dev.reeve.benchmarks.Sample;
import java.util.List;

/** Whether figures that were taken one after the other go on growing: their first half is passed over as warming up. */
record Growth(List<Double> figures) {
    private static final double MOST = 1.2;
    private static final int LEAST = 6;

    Growth {
        figures = List.copyOf(figures);
    }

    /** By how much the last third of the second half is above its first, as a factor; 1 for fewer than six figures. */
    double factor() {
        if (figures.size() < LEAST) {
            return 1;
        }
        List<Double> half = figures.subList(figures.size() / 2, figures.size());
        int third = half.size() / 3;
        double first = new Sample(half.subList(0, third)).median();
        double last = new Sample(half.subList(half.size() - third, half.size())).median();
        return last / first;
    }

    /** More than a fifth. */
    boolean isGrowing() {
        return factor() > MOST;
    }
}
