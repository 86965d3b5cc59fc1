package dev.reeve.benchmarks;

/** A program that does nothing: what {@link HelloRow} is compared to. */
final class Empty {
    private Empty() {}

    public static void main(String[] args) {}
}
