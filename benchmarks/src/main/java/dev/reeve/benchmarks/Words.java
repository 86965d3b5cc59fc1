package dev.reeve.benchmarks;

import java.util.Locale;

/** Figures as people read them. ASCII only: a terminal may know nothing else. */
final class Words {
    private Words() {}

    /** {@code 2.50 (2.13..2.71)}, each divided by {@code unit}. */
    static String spread(Sample sample, double unit, int digits) {
        return "%s (%s..%s)"
                .formatted(
                        fixed(sample.median() / unit, digits),
                        fixed(sample.min() / unit, digits),
                        fixed(sample.max() / unit, digits));
    }

    static String fixed(double value, int digits) {
        return String.format(Locale.ROOT, "%." + digits + "f", value);
    }

    /** Without digits that say nothing: {@code 0.25}, {@code 4}. */
    static String plain(double value) {
        return value == Math.rint(value) ? String.valueOf((long) value) : String.valueOf(value);
    }
}
