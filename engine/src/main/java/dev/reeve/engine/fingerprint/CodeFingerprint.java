package dev.reeve.engine.fingerprint;

/**
 * The fingerprint of all code that a class came with: its jar, or all files of its class directory. Any change to either
 * changes it, also one that does not touch the class. For a class of the JDK, its version. Read once for each place and
 * class loader, as what was loaded does not change later. Thread-safe.
 */
public final class CodeFingerprint {
    private CodeFingerprint() {}

    /**
     * The fingerprint of the code that this class came with.
     *
     * @throws IllegalStateException if that code cannot be read, such as that of a class made while the program runs;
     *     says to give the task a version of its own
     */
    public static String of(Class<?> type) {
        Bundle bundle = Bundles.of(type);
        return bundle == null ? "java:" + Runtime.version() : bundle.whole();
    }
}
