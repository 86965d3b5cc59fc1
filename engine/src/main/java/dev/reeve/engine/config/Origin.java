package dev.reeve.engine.config;

import java.nio.file.Path;

/** Who set a value. */
public sealed interface Origin {
    /** Nobody. */
    record Default() implements Origin {}

    /** That file. */
    record File(Path path) implements Origin {}

    /** That environment variable. */
    record Variable(String name) implements Origin {}

    /** The program, or an option of a command. */
    record Code() implements Origin {}

    /** For people: {@code default}, the file's path, the variable's name, {@code code}. */
    default String text() {
        return switch (this) {
            case Default origin -> "default";
            case File origin -> origin.path().toString();
            case Variable origin -> origin.name();
            case Code origin -> "code";
        };
    }
}
