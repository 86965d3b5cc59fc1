package dev.reeve.engine.run;

import dev.reeve.graph.GraphNode;
import dev.reeve.state.Failure;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Reads the lists that a node is mapped over, which may run functions of the user, to know its children. */
final class Expansion extends Work {
    private final Plan.PlannedNode planned;
    private final Sources sources;
    /** How many children the mapped nodes have that this one is aligned with; -1 if there is none. */
    private final int alignedWidth;

    private final int alignedLongest;

    private Conditions.Answer answer = Conditions.Answer.OPEN;
    private @Nullable Failure failure;
    private final @Nullable List<@Nullable Object>[] lists;
    private int width = -1;

    @SuppressWarnings({"unchecked", "rawtypes"}) // an array of lists
    Expansion(Plan.PlannedNode planned, Sources sources, int alignedWidth, int alignedLongest) {
        this.planned = planned;
        this.sources = sources;
        this.alignedWidth = alignedWidth;
        this.alignedLongest = alignedLongest;
        this.lists = new List[planned.inputs().length];
    }

    @Override
    void execute() {
        answer = Conditions.of(planned.node(), planned.conditions(), sources);
        if (answer.trouble() != null || answer.closed() != null) {
            return;
        }
        try {
            expand(planned.node(), planned.lists());
        } catch (Throwable thrown) {
            failure = Failure.of(thrown);
        }
    }

    private void expand(GraphNode node, @Nullable Reader @Nullable [] readers) throws Exception {
        int shortest = alignedWidth < 0 ? Integer.MAX_VALUE : alignedWidth;
        int longest = alignedLongest;
        for (int i = 0; readers != null && i < readers.length; i++) {
            Reader reader = readers[i];
            if (reader != null) {
                Object value = reader.read(sources);
                List<@Nullable Object> list =
                        Lists.indexed(value instanceof Absent ? null : value, "each(..) of input " + (i + 1));
                lists[i] = list;
                shortest = Math.min(shortest, list.size());
                longest = Math.max(longest, list.size());
            }
        }
        if (shortest == Integer.MAX_VALUE) {
            throw new IllegalArgumentException("there is nothing to map over");
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
        if (answer.trouble() != null || answer.closed() != null) {
            run.closed(v, answer);
        } else if (failure != null) {
            run.unmappable(v, failure);
        } else {
            run.expanded(v, width, lists);
        }
    }
}
