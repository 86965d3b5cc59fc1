package dev.reeve.benchmarks;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The class path of a program whose one dependency is {@code dev.reeve:reeve}: its own classes, then Reeve, then what
 * Reeve brings. That is how Maven puts it, and all that is on it is looked through when something is not found.
 */
final class UserClassPath {
    /** What only the benchmarks need: JMH with what it brings, and picocli. All else counts. */
    private static final List<String> OWN_LIBRARIES = List.of("jmh-", "jopt-simple-", "commons-math3-", "picocli-");

    private UserClassPath() {}

    /** That of the benchmarks without their own libraries. */
    static String of(String classPath) {
        List<String> classes = new ArrayList<>();
        List<String> reeve = new ArrayList<>();
        List<String> brought = new ArrayList<>();
        for (String entry : classPath.split(File.pathSeparator)) {
            String name = String.valueOf(Path.of(entry).getFileName());
            if (!name.endsWith(".jar")) {
                classes.add(entry);
            } else if (name.startsWith("reeve-")) {
                reeve.add(entry);
            } else if (OWN_LIBRARIES.stream().noneMatch(name::startsWith)) {
                brought.add(entry);
            }
        }
        classes.addAll(reeve);
        classes.addAll(brought);
        return String.join(File.pathSeparator, classes);
    }
}
