package dev.reeve.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.graph.FlowGraph;
import dev.reeve.server.ledger.HistoryLine;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.state.State;
import dev.reeve.state.Tries;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Histories that are as they have to be, and those that are not. */
final class HistoryTest {
    private final FlowGraph graph = CountedFlow.counted().graph();
    private final TaskKey pace = TaskKey.of(graph.node("pace").orElseThrow().index());
    private final TaskKey numbers =
            TaskKey.of(graph.node("numbers").orElseThrow().index());
    private final List<HistoryLine> lines = new ArrayList<>();

    private HistoryTest then(int epoch, @Nullable TaskKey key, State... states) {
        for (State state : states) {
            lines.add(new HistoryLine(lines.size() + 1, epoch, key, state, false, Instant.EPOCH));
        }
        return this;
    }

    private HistoryTest begun() {
        return then(0, null, State.Queued.FIRST)
                .then(1, null, new State.Queued(Tries.FIRST, "starting on a"), State.Running.FIRST);
    }

    private HistoryTest went(int epoch, TaskKey key) {
        return then(epoch, key, State.Queued.FIRST, State.Running.FIRST, State.Success.PLAIN);
    }

    private List<String> wrong() {
        return History.of(graph, "r", lines).wrong();
    }

    @Test
    void aRunThatIsLostAndGoesOnElsewhereIsAsItHasToBe() {
        begun().went(1, pace).then(1, numbers, State.Queued.FIRST, State.Running.FIRST);
        then(1, null, new State.Crashed("agent a was not heard of any longer", 1), State.Pending.NOW);
        then(2, null, new State.Queued(Tries.FIRST, "starting on b"), State.Running.FIRST)
                .went(2, numbers);
        assertThat(wrong()).isEmpty();
        assertThat(History.of(graph, "r", lines).reopened()).isOne();
        assertThat(History.of(graph, "r", lines).succeeded()).containsEntry(numbers, 2);
    }

    @Test
    void whatSucceededDoesNotSucceedAgainInAnotherEpoch() {
        begun().went(1, pace);
        then(1, null, new State.Crashed("lost", 1), State.Pending.NOW);
        then(2, null, State.Queued.FIRST, State.Running.FIRST).went(2, pace);
        assertThat(wrong()).anyMatch(each -> each.contains("pace") && each.contains("succeeds again"));
    }

    @Test
    void nothingBeginsBeforeItsUpstreamsEnd() {
        begun().went(1, numbers);
        assertThat(wrong()).singleElement().asString().contains("begins before its upstreams' ends");
    }

    @Test
    void whatEndedDoesNotGoOnInTheSameEpoch() {
        begun().went(1, pace).then(1, pace, State.Running.FIRST);
        assertThat(wrong()).singleElement().asString().contains("does not follow from Success");
    }

    @Test
    void aFencedEpochSaysNothingMore() {
        begun().then(1, null, new State.Crashed("lost", 1), State.Pending.NOW);
        then(2, null, State.Queued.FIRST, State.Running.FIRST).went(1, pace);
        assertThat(wrong()).anyMatch(each -> each.contains("is of epoch 1 after epoch 2"));
    }

    @Test
    void aRunDoesNotEndTwice() {
        begun().then(1, null, new State.Success("all reference tasks succeeded"), new State.Crashed("lost", 1));
        assertThat(wrong()).singleElement().asString().contains("does not follow from Success");
    }
}
