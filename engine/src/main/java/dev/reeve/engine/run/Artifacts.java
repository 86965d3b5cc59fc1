package dev.reeve.engine.run;

import dev.reeve.artifact.TaskArtifact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What the tasks of a run kept for people. Thread-safe. */
final class Artifacts {
    private static final int MOST_OF_A_TASK_RUN = 100;
    private static final int MOST_OF_A_RUN = 10_000;
    private static final long LARGEST = 100_000_000;

    private record Place(String task, int mapIndex, String name) {}

    private final Map<Place, TaskArtifact> kept = new LinkedHashMap<>();
    private final Map<String, Integer> ofTaskRun = new HashMap<>();
    private long size;
    private boolean closed;

    /**
     * Keeps it, in place of what the task run kept under that name.
     *
     * @return false if the run is over, and it was not kept
     * @throws IllegalStateException if there are too many
     */
    synchronized boolean keep(TaskArtifact artifact) {
        if (closed) {
            return false;
        }
        String name = artifact.artifact().name();
        Place place = new Place(artifact.task(), artifact.mapIndex(), name);
        TaskArtifact before = kept.get(place);
        int ofIt = ofTaskRun.getOrDefault(artifact.taskLabel(), 0);
        long newSize = size
                + artifact.artifact().size()
                - (before == null ? 0 : before.artifact().size());
        if (before == null && ofIt >= MOST_OF_A_TASK_RUN) {
            throw refused(artifact, "task \"" + artifact.taskLabel() + "\" has kept " + ofIt + " others");
        }
        if (before == null && kept.size() >= MOST_OF_A_RUN) {
            throw refused(artifact, "the run has kept " + kept.size() + " others");
        }
        if (newSize > LARGEST) {
            throw refused(
                    artifact,
                    "with it the artifacts of the run would take " + newSize + " bytes, of " + LARGEST
                            + " that are allowed");
        }
        size = newSize;
        kept.put(place, artifact);
        if (before == null) {
            ofTaskRun.put(artifact.taskLabel(), ofIt + 1);
        }
        return true;
    }

    /** Keeps one that an earlier epoch kept, and that fitted then. */
    synchronized void restore(TaskArtifact artifact) {
        Place place = new Place(
                artifact.task(), artifact.mapIndex(), artifact.artifact().name());
        if (kept.put(place, artifact) == null) {
            ofTaskRun.merge(artifact.taskLabel(), 1, Integer::sum);
        }
        size += artifact.artifact().size();
    }

    private static IllegalStateException refused(TaskArtifact artifact, String why) {
        return new IllegalStateException("the artifact \"" + artifact.artifact().name() + "\" is not kept: " + why
                + ". Store such things elsewhere, and keep one link.");
    }

    /** The run is over: nothing is kept any more. */
    synchronized void close() {
        closed = true;
    }

    synchronized List<TaskArtifact> all() {
        return new ArrayList<>(kept.values());
    }
}
