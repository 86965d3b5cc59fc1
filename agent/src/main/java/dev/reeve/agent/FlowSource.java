package dev.reeve.agent;

import dev.reeve.Flow;
import java.nio.file.Path;

/** Finds flows in code. Called by several threads, which are the ones that define flows. */
@FunctionalInterface
public interface FlowSource {
    /**
     * The flow that a method of that jar makes.
     *
     * @param entry class and method
     * @throws RuntimeException if there is none, or it cannot be defined; the message is for people
     */
    Flow flow(Path jar, String entry);
}
