package dev.reeve.engine.fingerprint;

import java.net.URL;
import java.security.CodeSource;
import java.util.HashMap;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What classes came with, once for each place and class loader, as what was loaded does not change later. Thread-safe.
 */
final class Bundles {
    private static final Map<ClassLoader, Map<String, Bundle>> KNOWN = new WeakHashMap<>();

    private Bundles() {}

    /** What that class came with; null for a class of the JDK. */
    static @Nullable Bundle of(Class<?> type) {
        ClassLoader loader = type.getClassLoader();
        CodeSource source = type.getProtectionDomain().getCodeSource();
        URL location = source == null ? null : source.getLocation();
        if (loader == null || location != null && location.getProtocol().equals("jrt")) {
            return null;
        }
        // a class without a place is known by itself
        String place = location == null ? "class:" + type.getName() : location.toString();
        synchronized (KNOWN) {
            return KNOWN.computeIfAbsent(loader, key -> new HashMap<>())
                    .computeIfAbsent(place, key -> new Bundle(type.getName(), loader, location));
        }
    }
}
