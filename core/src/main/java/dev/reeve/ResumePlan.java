package dev.reeve;

import java.util.List;

/**
 * What a resumed run would use again and what it would run, with the reason for each. Immutable.
 *
 * @param runId the run
 * @param epoch the number of the epoch that would begin; the first one of a run is 1
 * @param items tasks in the order of definition; after a mapped task of which only some children run again, those
 */
public record ResumePlan(String runId, int epoch, List<Item> items) {
    public ResumePlan {
        items = List.copyOf(items);
    }

    /** What becomes of a task run. */
    public enum Fate {
        /** It ended and stays so. */
        REUSED,
        /** Some of its children stay, the others run. */
        PARTLY_REUSED,
        /** It runs, with all its children if it is mapped. */
        AGAIN,
        /** It goes on to wait for a person. */
        WAITS
    }

    /**
     * One task run.
     *
     * @param task the task's name
     * @param child the child's index; -1 for the task itself
     * @param fate what becomes of it
     * @param reason why, in words
     */
    public record Item(String task, int child, Fate fate, String reason) {
        /** The task's name, with its index if it is a child: {@code fetch[3]}. */
        public String label() {
            return child < 0 ? task : task + "[" + child + "]";
        }
    }

    /** The task of that name. */
    public Item of(String task) {
        return items.stream()
                .filter(item -> item.child() < 0 && item.task().equals(task))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("the plan has no task \"" + task + "\""));
    }

    /** Whether nothing would run. */
    public boolean isEmpty() {
        return items.stream().allMatch(item -> item.fate() == Fate.REUSED);
    }
}
