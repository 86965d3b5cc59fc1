package dev.reeve.engine.shelf;

import dev.reeve.TaskRun;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Which task run of a flow run, and of the blocks that it runs for elements, has which key, so that no two share one
 * without a word. Thread-safe.
 */
public final class TargetOwners {
    private record Owner(String place, String task, int mapIndex) {
        @Override
        public String toString() {
            return place + (mapIndex < 0 ? task : task + "[" + mapIndex + "]");
        }
    }

    private final Map<String, Owner> owners;
    private final String place;

    /** Of a run whose keys nobody has yet. */
    public TargetOwners() {
        this(new ConcurrentHashMap<>(), "");
    }

    private TargetOwners(Map<String, Owner> owners, String place) {
        this.owners = owners;
        this.place = place;
    }

    /** The same for the block that such a task runs for an element. */
    public TargetOwners inside(String task) {
        return new TargetOwners(owners, place + task + "/");
    }

    /**
     * Gives the key to that task run.
     *
     * @throws IllegalStateException if another one of this run has it; names both
     */
    void claim(String key, TaskRun context) {
        Owner wants = new Owner(place, context.taskName(), context.mapIndex());
        Owner has = owners.putIfAbsent(key, wants);
        if (has != null && !has.equals(wants)) {
            throw new IllegalStateException("the result of " + wants + " would be stored as \"" + key
                    + "\", which holds the result of " + has + " of the same run. Put something into the target that"
                    + " tells them apart, such as {task_name}, {map_index} or an input.");
        }
    }
}
