package dev.reeve.benchmarks;

/** What a figure has to be, and whether it is. */
record Bar(String words, boolean met) {
    static Bar atLeast(double least, double figure, String unit) {
        return new Bar(">= " + Words.plain(least) + " " + unit, figure >= least);
    }

    static Bar atMost(double most, double figure, String unit) {
        return new Bar("<= " + Words.plain(most) + " " + unit, figure <= most);
    }
}
