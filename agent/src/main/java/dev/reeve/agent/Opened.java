package dev.reeve.agent;

import java.util.ArrayDeque;
import java.util.Deque;

/** What was opened, to be closed in reverse order. Not thread-safe. */
final class Opened implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();

    <T extends AutoCloseable> T with(T part) {
        parts.push(part);
        return part;
    }

    /** What cannot be closed does not keep the rest from it. */
    @Override
    public void close() {
        IllegalStateException problem = null;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                if (problem == null) {
                    problem = new IllegalStateException("the agent did not stop cleanly: " + e.getMessage(), e);
                } else {
                    problem.addSuppressed(e);
                }
            }
        }
        if (problem != null) {
            throw problem;
        }
    }
}
