package dev.reeve.state;

import java.util.Set;
import java.util.TreeSet;

/** What a sealed type consists of, so that a test can see that it forgot none of it. */
final class Sealed {
    private Sealed() {}

    /** The simple names of all records under {@code type}, however deep. */
    static Set<String> leaves(Class<?> type) {
        Set<String> names = new TreeSet<>();
        collect(type, names);
        return names;
    }

    private static void collect(Class<?> type, Set<String> names) {
        if (!type.isSealed()) {
            names.add(type.getSimpleName());
            return;
        }
        for (Class<?> permitted : type.getPermittedSubclasses()) {
            collect(permitted, names);
        }
    }
}
