package dev.reeve.engine.run;

import dev.reeve.graph.GraphNode;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.TriggerRule;
import dev.reeve.state.Upstreams;
import dev.reeve.state.Verdict;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Asks the conditions and the trigger of a node, which may be functions of the user, whether it may run. */
final class Decision extends Work {
    private final Plan.PlannedNode planned;
    private final int child;
    private final Sources sources;
    private final Upstreams upstreams;
    private final Map<String, List<State>> states;
    private final boolean resumed;

    private TaskEvent.@Nullable UpstreamsFinished event;

    Decision(
            Plan.PlannedNode planned,
            int child,
            Sources sources,
            Upstreams upstreams,
            Map<String, List<State>> states,
            boolean resumed) {
        this.planned = planned;
        this.child = child;
        this.sources = sources;
        this.upstreams = upstreams;
        this.states = states;
        this.resumed = resumed;
    }

    @Override
    void execute() {
        GraphNode node = planned.node();
        TriggerRule trigger = node.settings().trigger();
        Verdict verdict = trigger.verdict(upstreams, states);
        if (verdict instanceof Verdict.Hold && resumed) {
            verdict = Verdict.PASS;
        }
        String closed = null;
        boolean decidedByTrouble = upstreams.troubled() && verdict instanceof Verdict.Fail;
        if (child < 0 && !decidedByTrouble) { // children: their node asked its conditions before
            Conditions.Answer answer = Conditions.of(node, planned.conditions(), sources);
            closed = answer.closed();
            if (answer.trouble() != null) {
                verdict = answer.trouble();
            } else if (closed != null && !upstreams.troubled()) {
                verdict =
                        Verdict.PASS; // nothing failed: a trigger that asks for a failure has no say in a closed block
            }
        }
        event = new TaskEvent.UpstreamsFinished(upstreams, verdict, closed);
    }

    @Override
    void apply(Run run) {
        run.decided(planned.node().index(), child, Objects.requireNonNull(event));
    }
}
