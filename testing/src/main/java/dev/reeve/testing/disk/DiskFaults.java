package dev.reeve.testing.disk;

/**
 * What goes wrong with a disk, each as how many of 1,000 operations.
 *
 * @param failing operations that fail
 * @param lying forces that say they were done and were not
 */
public record DiskFaults(int failing, int lying) {
    /** Nothing goes wrong. */
    public static final DiskFaults NONE = new DiskFaults(0, 0);
}
