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
    /** What {@code dev.reeve:reeve} brings, its own jars included. All else is here for the benchmarks alone. */
    private static final List<String> OF_USERS = List.of(
            "reeve-core-",
            "reeve-engine-",
            "slf4j-api-",
            "jackson-annotations-",
            "jackson-core-",
            "jackson-databind-",
            "jackson-dataformat-toml-",
            "asm-9",
            "jspecify-");

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
            } else if (OF_USERS.stream().anyMatch(name::startsWith)) {
                (name.startsWith("reeve-") ? reeve : brought).add(entry);
            }
        }
        classes.addAll(reeve);
        classes.addAll(brought);
        return String.join(File.pathSeparator, classes);
    }
}
