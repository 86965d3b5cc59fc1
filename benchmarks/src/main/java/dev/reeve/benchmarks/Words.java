package dev.reeve.benchmarks;

import java.util.Locale;

/** Figures as people read them. ASCII only: a terminal may know nothing else. */
public final class Words {
    private Words() {}

    /** {@code 2.50 (2.13..2.71)}, each divided by {@code unit}. */
    public static String spread(Sample sample, double unit, int digits) {
        return "%s (%s..%s)"
                .formatted(
                        fixed(sample.median() / unit, digits),
                        fixed(sample.min() / unit, digits),
                        fixed(sample.max() / unit, digits));
    }

    /** With so many digits behind the point. */
    public static String fixed(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** As many digits as a reader wants: {@code 17,936}, {@code 5.21}, {@code 0.034}. */
    public static String brief(double value) {
        return value >= 1_000
                ? String.format(Locale.ROOT, "%,.0f", value)
                : fixed(value, value >= 100 ? 0 : value >= 10 ? 1 : value >= 1 ? 2 : 3);
    }

    /** Without digits that say nothing: {@code 0.25}, {@code 4}. */
    public static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
