package dev.reeve.engine.run;

import dev.reeve.TaskRun;
import dev.reeve.engine.spill.Drained;
import dev.reeve.engine.spill.Elsewhere;
import dev.reeve.engine.spill.KeptList;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The values that one work reads, taken from the run by the role's holder when the work was chosen, so that workers
 * never look into the run.
 *
 * @param facts what holds for the whole run
 * @param upstream the value of each upstream, in the order of the node's edges; an {@link Absent} for none
 * @param lists the lists that a mapped node is mapped over, by input; empty for other nodes
 * @param child the child's index; -1 for the node itself
 * @param answer what a person said when the task waited for them; null for nothing
 * @param turn what a loop's last turn passed on; null before the first
 * @param lacking what the task run has to do without, as {@link Absences} tells it
 * @param context the attempt; null while none runs
 * @param sent whether what is read goes to another process: then what is in one is not brought here
 */
record Sources(
        RunFacts facts,
        @Nullable Object[] upstream,
        @Nullable List<@Nullable Object>[] lists,
        int child,
        @Nullable Answer answer,
        @Nullable Turn turn,
        String lacking,
        @Nullable TaskRun context,
        boolean sent) {
    static final @Nullable Object[] NOTHING = {};

    /** The same for an attempt that runs; {@code sent} whether its inputs go to another process. */
    Sources in(TaskRun running, boolean sent) {
        return new Sources(facts, upstream, lists, child, answer, turn, lacking, running, sent);
    }

    /** The inputs of a loop's next turn: what the last one passed on stands in place of what it began with. */
    @Nullable
    Object[] turned(@Nullable Object[] inputs) {
        if (turn == null) {
            return inputs;
        }
        @Nullable Object[] next = inputs.clone();
        next[0] = turn.state();
        return next;
    }

    @Nullable
    Object upstream(int place) throws IOException {
        return Elsewhere.brought(upstream[place], -1);
    }

    /** The same as an input. */
    @Nullable
    Object input(int place) throws IOException {
        return sent ? Elsewhere.sent(upstream[place], -1) : upstream(place);
    }

    /** The same, before it is brought from where it is. */
    @Nullable
    Object cell(int place) {
        return upstream[place];
    }

    /** The same, with the elements of a stream as a list. */
    @Nullable
    Object list(int place) throws IOException {
        return upstream[place] instanceof Drained drained ? drained.elements() : upstream(place);
    }

    @Nullable
    Object parameter(int index) {
        return facts.parameter(index);
    }

    @Nullable
    Object element(int input) {
        List<@Nullable Object> list = lists[input];
        if (list == null) {
            throw new IllegalStateException("input " + input + " is no list that is mapped over");
        }
        return sent && list instanceof KeptList kept ? kept.sent(child) : list.get(child);
    }

    Object secret(String name) {
        return facts.secret(name);
    }
}
