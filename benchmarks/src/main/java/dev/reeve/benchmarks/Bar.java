package dev.reeve.benchmarks;

/** What a figure has to be, and whether it is. */
public record Bar(String words, boolean met) {
    public static Bar atLeast(double least, double figure, String unit) {
        return new Bar(">= " + Words.plain(least) + " " + unit, figure >= least);
    }

    public static Bar atMost(double most, double figure, String unit) {
        return new Bar("<= " + Words.plain(most) + " " + unit, figure <= most);
    }
}
