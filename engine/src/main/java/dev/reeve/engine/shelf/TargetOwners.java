package dev.reeve.engine.shelf;

import dev.reeve.TaskRun;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Which task run of a flow run has which key, so that no two share one without a word. Thread-safe. */
final class TargetOwners {
    private record Owner(String task, int mapIndex) {
        @Override
        public String toString() {
            return mapIndex < 0 ? task : task + "[" + mapIndex + "]";
        }
    }

    private final Map<String, Owner> owners = new ConcurrentHashMap<>();

    /**
     * Gives the key to that task run.
     *
     * @throws IllegalStateException if another one of this run has it; names both
     */
    void claim(String key, TaskRun context) {
        Owner wants = new Owner(context.taskName(), context.mapIndex());
        Owner has = owners.putIfAbsent(key, wants);
        if (has != null && !has.equals(wants)) {
            throw new IllegalStateException("the result of " + wants + " would be stored as \"" + key
                    + "\", which holds the result of " + has + " of the same run. Put something into the target that"
                    + " tells them apart, such as {task_name} or {map_index}.");
        }
    }
}
