package dev.reeve.cluster;

/** How much goes from one process to another at once. */
final class Sizes {
    /** What goes one way at most if nobody says: 64 MB. */
    static final long MOST = 64L << 20;

    /** What has more bytes stays with its worker if nobody says: 1 MB. */
    static final long SMALL = 1L << 20;

    private static final double MEGABYTE = 1 << 20;

    private Sizes() {}

    static String words(long bytes) {
        return String.format(java.util.Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
    }

    static IllegalStateException tooLarge(String what, long bytes, long most) {
        return new IllegalStateException(what + " has " + words(bytes) + ", and at most " + words(most)
                + " go between driver and worker. Store it outside and hand on where it"
                + " is, or raise the limit: Cluster.at(..).largest(bytes).");
    }
}
