package dev.reeve.engine.fingerprint;

import java.net.URL;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;

/**
 * The fingerprint of the code that a class came with: the bytes of its jar, or all files of its class directory. Any
 * change to either changes it, also one that does not touch the class. For a class of the JDK, its version. Read once
 * for each place and class loader, as what was loaded does not change later. Thread-safe.
 */
public final class CodeFingerprint {
    private static final Map<ClassLoader, Map<String, String>> KNOWN = new WeakHashMap<>();

    private CodeFingerprint() {}

    /**
     * The fingerprint of the code that this class came with.
     *
     * @throws IllegalStateException if that code cannot be read, such as that of a class made while the program runs;
     *     says to give the task a version of its own
     */
    public static String of(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (loader == null || location != null && location.getProtocol().equals("jrt")) {
            return "java:" + Runtime.version();
        }
        // a class without a place is known by itself
        String place = location == null ? "class:" + type.getName() : location.toString();
        synchronized (KNOWN) { // while it is read, so that a large jar is not read by all tasks at once
            Map<String, String> known = KNOWN.computeIfAbsent(loader, key -> new HashMap<>());
            String fingerprint = known.get(place);
            if (fingerprint == null) {
                fingerprint = Bundle.fingerprint(type, location);
                known.put(place, fingerprint);
            }
            return fingerprint;
        }
    }
}
