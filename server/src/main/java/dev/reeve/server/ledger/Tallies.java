package dev.reeve.server.ledger;

import dev.reeve.state.State;
import dev.reeve.state.Upstreams;
import java.util.function.Function;
import java.util.function.Predicate;

/** Counts how task runs ended, as it is written: those that decide, or the children of a mapped one. */
final class Tallies {
    private final FlowStructure structure;
    private final Function<TaskKey, State> states;
    private final Predicate<TaskKey> known;

    Tallies(FlowStructure structure, Function<TaskKey, State> states, Predicate<TaskKey> known) {
        this.structure = structure;
        this.states = states;
        this.known = known;
    }

    /** Children one by one, as everywhere. */
    Upstreams reference() {
        Count count = new Count();
        for (int i = 0; i < structure.tasks().size(); i++) {
            if (structure.tasks().get(i).reference()) {
                State node = states.apply(TaskKey.of(i));
                if (!structure.tasks().get(i).mapped() || !known.test(new TaskKey(i, 0))) {
                    count.add(node);
                } else {
                    children(i, count);
                }
                count.skippedNodes += node instanceof State.Skipped ? 1 : 0;
            }
        }
        return count.all();
    }

    Upstreams children(TaskKey key) {
        Count count = new Count();
        if (!key.child() && states.apply(key) instanceof State.Mapped) {
            children(key.task(), count);
        }
        return count.all();
    }

    private void children(int task, Count count) {
        for (int i = 0; known.test(new TaskKey(task, i)); i++) {
            count.add(states.apply(new TaskKey(task, i)));
        }
    }

    private static final class Count {
        private int successful;
        private int skipped;
        private int failed;
        private int cancelled;
        private int skippedNodes;

        private void add(State state) {
            if (state instanceof State.Skipped) {
                skipped++;
            } else if (state.isFailed()) {
                failed++;
            } else if (state instanceof State.Cancelled) {
                cancelled++;
            } else if (state.isSuccessful()) {
                successful++;
            }
        }

        private Upstreams all() {
            return new Upstreams(successful, skipped, failed, cancelled, skippedNodes);
        }
    }
}
