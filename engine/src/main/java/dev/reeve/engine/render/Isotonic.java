package dev.reeve.engine.render;

/** Isotonic regression. */
final class Isotonic {
    private Isotonic() {}

    /** The values that never fall from one to the next and differ least from the wanted, by weighted squares. */
    static double[] fit(double[] wanted, double[] weight) {
        int count = wanted.length;
        double[] value = new double[count];
        double[] mass = new double[count];
        int[] size = new int[count];
        int pools = 0;
        for (int k = 0; k < count; k++) {
            value[pools] = wanted[k];
            mass[pools] = weight[k];
            size[pools++] = 1;
            while (pools > 1 && value[pools - 2] > value[pools - 1]) {
                double both = mass[pools - 2] + mass[pools - 1];
                value[pools - 2] = (value[pools - 2] * mass[pools - 2] + value[pools - 1] * mass[pools - 1]) / both;
                mass[pools - 2] = both;
                size[pools - 2] += size[pools - 1];
                pools--;
            }
        }
        double[] fitted = new double[count];
        int at = 0;
        for (int pool = 0; pool < pools; pool++) {
            for (int k = 0; k < size[pool]; k++) {
                fitted[at++] = value[pool];
            }
        }
        return fitted;
    }
}
