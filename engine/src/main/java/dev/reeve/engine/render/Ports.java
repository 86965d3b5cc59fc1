package dev.reeve.engine.render;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Where lines leave and reach a box: side by side, in the order of their other ends, so that they do not cross there. */
final class Ports {
    private static final double APART = 12;
    private static final double SHARE_OF_SIDE = 0.7;

    private final double[] leaves;
    private final double[] reaches;

    Ports(Lattice lattice, double[] middle, double[] width) {
        this.leaves = spread(lattice.from, lattice.to, lattice, middle, width);
        this.reaches = spread(lattice.to, lattice.from, lattice, middle, width);
    }

    /** Where that segment leaves its upper end. */
    double leaves(int segment) {
        return leaves[segment];
    }

    /** Where that segment reaches its lower end. */
    double reaches(int segment) {
        return reaches[segment];
    }

    private static double[] spread(int[] here, int[] there, Lattice lattice, double[] middle, double[] width) {
        List<List<Integer>> ofNode = new ArrayList<>();
        for (int v = 0; v < lattice.nodes; v++) {
            ofNode.add(new ArrayList<>(2));
        }
        double[] port = new double[lattice.segments];
        for (int s = 0; s < lattice.segments; s++) {
            port[s] = middle[here[s]];
            if (!lattice.bend(here[s])) {
                ofNode.get(here[s]).add(s);
            }
        }
        for (int v = 0; v < lattice.nodes; v++) {
            List<Integer> segments = ofNode.get(v);
            segments.sort(Comparator.comparingDouble(s -> middle[there[s]]));
            double apart = Math.min(APART, width[v] * SHARE_OF_SIDE / Math.max(1, segments.size() - 1));
            for (int k = 0; k < segments.size(); k++) {
                port[segments.get(k)] = middle[v] + (k - (segments.size() - 1) / 2.0) * apart;
            }
        }
        return port;
    }
}
