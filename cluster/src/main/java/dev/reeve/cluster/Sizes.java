package dev.reeve.cluster;

/** How much goes from one process to another at once. */
final class Sizes {
    /** What goes one way at most if nobody says: 64 MB. */
    static final long MOST = 64L << 20;

    private static final double MEGABYTE = 1 << 20;

    private Sizes() {}

    static IllegalStateException tooLarge(String what, long bytes, long most) {
        return new IllegalStateException(String.format(
                java.util.Locale.ROOT,
                "%s has %.1f MB, and at most %.1f MB go between driver and worker. Store it outside and hand on where it"
                        + " is, or raise the limit: Cluster.at(..).largest(bytes).",
                what,
                bytes / MEGABYTE,
                most / MEGABYTE));
    }
}
