package dev.reeve.engine.run;

import dev.reeve.graph.GraphNode;
import dev.reeve.state.Failure;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Reads the lists that a node is mapped over, which may run functions of the user, to know its children. */
final class Expansion extends Work {
    private static final Failure NO_LIST =
            Failure.because("there is nothing to map over: a task that gives its list has no value");

    private final Spilling spilling;
    private final Plan.PlannedNode planned;
    private final Sources sources;
    private final Alignment aligned;
    private final boolean asksConditions;

    private boolean open = true;
    private @Nullable Failure failure;
    private int width = -1;

    Expansion(Spilling spilling, Plan.PlannedNode planned, Sources sources, Alignment aligned, boolean asksConditions) {
        this.spilling = spilling;
        this.planned = planned;
        this.sources = sources;
        this.aligned = aligned;
        this.asksConditions = asksConditions;
    }

    @Override
    void execute() {
        if (asksConditions) {
            Conditions.Answer answer = Conditions.of(planned.node(), planned.conditions(), sources);
            open = answer.trouble() == null && answer.closed() == null;
        }
        if (!open) {
            return;
        }
        if (aligned.missing()) {
            failure = NO_LIST;
            return;
        }
        try {
            expand(planned.node(), planned.lists());
        } catch (Throwable thrown) {
            failure = Failure.of(thrown);
        }
    }

    private void expand(GraphNode node, @Nullable Reader @Nullable [] readers) throws Exception {
        int shortest = aligned.shortest();
        int longest = aligned.longest();
        for (int i = 0; readers != null && i < readers.length; i++) {
            Reader reader = readers[i];
            if (reader != null) {
                Object value = reader.read(sources);
                if (value instanceof Absent) {
                    failure = NO_LIST;
                    return;
                }
                if (value instanceof Stream<?> stream) { // of a task they are lists already
                    value = spilling.drain(node, stream).elements();
                }
                List<@Nullable Object> list = Lists.indexed(value, "each(..) of input " + (i + 1));
                aligned.lists()[i] = list;
                shortest = Math.min(shortest, list.size());
                longest = Math.max(longest, list.size());
            }
        }
        width = shortest;
        if (longest > shortest) {
            LoggerFactory.getLogger("reeve.task." + node.name())
                    .warn(
                            "the lists that {} is mapped over differ in length: it runs for the first {} elements, up"
                                    + " to {} are dropped",
                            node.name(),
                            shortest,
                            longest - shortest);
        }
    }

    @Override
    void apply(Run run) {
        int v = planned.node().index();
        if (!open) {
            run.decideAsWhole(v);
        } else if (failure != null) {
            Mapping.unmappable(run, v, failure);
        } else {
            Mapping.expanded(run, v, width, aligned.lists());
        }
    }
}
