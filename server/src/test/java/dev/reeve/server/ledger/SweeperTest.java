package dev.reeve.server.ledger;

import static dev.reeve.server.ledger.Desk.child;
import static dev.reeve.server.ledger.Desk.run;
import static dev.reeve.server.ledger.Desk.success;
import static dev.reeve.server.ledger.Desk.task;
import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.graph.Kind;
import dev.reeve.server.database.TestDatabase;
import dev.reeve.server.ledger.FlowStructure.Node;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.RetryVerdict;
import dev.reeve.state.SkipRule;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweeperTest {
    private static final Node MAPPED = new Node("each", Kind.MAP, 0, SkipRule.WHOLE_NODES, true, List.of(), "");

    private final Desk desk = new Desk();
    private final Ledger ledger = desk.ledger;
    private final FlowVersion version = desk.register(Node.task("load"), MAPPED, Node.task("never"));

    @AfterEach
    void close() {
        desk.close();
    }

    /** By the database's clock, which no test turns. */
    private static void silence(AgentSession agent) {
        TestDatabase.shared()
                .jdbi()
                .useHandle(handle -> handle.execute(
                        "update agent_session set lasts_until = now() - interval '1 second' where id = ?", agent.id()));
    }

    @Test
    void runOfASilentAgentIsCrashedWithItsCauseAndGivenToAnother() {
        AgentSession silent = desk.agent();
        Claimed lost = desk.begun(version, silent);
        desk.append(lost, task(0, TaskEvent.UpstreamsFinished.ALL_WELL), task(0, TaskEvent.Started.of(1)));
        silence(silent);

        assertThat(ledger.sweep()).isPositive();

        assertThat(desk.story(lost.run())).endsWith("0 Queued", "0 Running", "run Crashed", "run Pending");
        assertThat(ledger.history().lines(lost.run(), 5, 1).get(0).state().message())
                .contains("agent alpha was not heard of");
        assertThat(ledger.heartbeat(silent.id())).isEqualTo(new Heartbeat.Lapsed());
        assertThat(ledger.claim(silent.id(), 1)).isEmpty();
        assertThat(ledger.append(new Batch(lost.run(), 1, 5, List.of(task(0, TaskEvent.Returned.of(1))))))
                .isInstanceOfSatisfying(
                        Reply.NotHeld.class,
                        reply -> assertThat(reply.why()).contains(lost.run().toString()));

        Claimed next = ledger.claim(desk.agent().id(), 1).get(0);
        assertThat(next).isEqualTo(new Claimed(lost.run(), 2, 8, version.id()));
        assertThat(ledger.append(new Batch(lost.run(), 1, 5, List.of(task(0, TaskEvent.Returned.of(1))))))
                .isInstanceOf(Reply.NotHeld.class);
        desk.append(
                next,
                run(new FlowEvent.Started()),
                task(0, new TaskEvent.Lost(1, "its agent was lost", RetryVerdict.NO)),
                task(0, new TaskEvent.Reopened(2)),
                task(0, TaskEvent.UpstreamsFinished.ALL_WELL),
                task(0, TaskEvent.Started.of(1)));
    }

    @Test
    void runIsReopenedThreeTimesAndThenEndsWithAllThatBeganOfIt() {
        UUID run = desk.submit(version);
        for (int turn = 1; turn <= 4; turn++) {
            AgentSession agent = desk.agent();
            Claimed claimed = ledger.claim(agent.id(), 1).get(0);
            assertThat(claimed.epoch()).isEqualTo(turn);
            List<Entry> begin = new ArrayList<>(List.of(run(new FlowEvent.Started())));
            if (turn == 4) {
                begin.addAll(success(0));
                begin.add(task(1, TaskEvent.UpstreamsFinished.ALL_WELL));
                begin.add(task(1, new TaskEvent.Expanded(4)));
                begin.add(child(1, 0, TaskEvent.UpstreamsFinished.ALL_WELL));
                begin.add(child(1, 0, TaskEvent.Started.of(1)));
                begin.add(child(1, 1, TaskEvent.UpstreamsFinished.ALL_WELL));
                begin.add(child(1, 2, TaskEvent.UpstreamsFinished.ALL_WELL));
                begin.add(child(1, 2, TaskEvent.Started.of(1)));
                begin.add(child(1, 2, TaskEvent.Returned.of(1)));
            }
            desk.append(claimed, begin.toArray(Entry[]::new));
            silence(agent);
            ledger.sweep();
        }

        assertThat(desk.state(run)).isInstanceOf(State.Crashed.class);
        assertThat(ledger.claim(desk.agent().id(), 1)).isEmpty();
        assertThat(ledger.runs().tasks(run, null, 10))
                .extracting(each -> each.key().index() + " " + each.state().name())
                .containsExactly("-1 Success", "-1 Failed", "0 Crashed", "1 Cancelled", "2 Success");
        RunView view = ledger.runs().run(run).orElseThrow();
        assertThat(view.endedAt()).isNotNull();
        assertThat(ledger.history().lines(run, view.seq() - 1, 10)).hasSize(1); // and it is counted to the end

        assertThat(ledger.reopen(run)).isEqualTo(new Steered.Done());
        assertThat(ledger.claim(desk.agent().id(), 1))
                .containsExactly(new Claimed(run, 5, view.seq() + 2, version.id()));
    }

    @Test
    void runThatWasToBeCancelledIsCancelledWhenItsAgentIsLost() {
        AgentSession silent = desk.agent();
        Claimed lost = desk.begun(version, silent);
        assertThat(ledger.cancel(lost.run(), "ada", "enough")).isEqualTo(new Steered.Asked());
        silence(silent);

        ledger.sweep();

        assertThat(desk.state(lost.run())).isInstanceOf(State.Cancelled.class);
        assertThat(ledger.claim(desk.agent().id(), 1)).isEmpty();
    }

    @Test
    void runThatIsInNoOrderKeepsNoOtherFromBeingSwept() {
        AgentSession silent = desk.agent();
        Claimed odd = desk.begun(version, silent);
        Claimed other = desk.begun(version, silent);
        TestDatabase.shared()
                .jdbi()
                .useHandle(handle ->
                        handle.execute("update flow_run set state = ? where id = ?", StateColumns.MAPPED, odd.run()));
        silence(silent);

        ledger.sweep();

        assertThat(desk.state(other.run())).isEqualTo(State.Pending.NOW);
        assertThat(desk.state(odd.run()).name()).isEqualTo("Mapped");
        assertThat(ledger.held(silent.id())).isEmpty();
    }

    @Test
    void agentThatGoesGivesItsRunsBackAtOnce() {
        AgentSession going = desk.agent();
        Claimed lost = desk.begun(version, going);

        ledger.disconnect(going.id());

        assertThat(desk.state(lost.run())).isEqualTo(State.Pending.NOW);
        assertThat(ledger.history().lines(lost.run(), 3, 1).get(0).state().message())
                .contains("alpha disconnected");
        assertThat(ledger.agents()).extracting(AgentSession::id).doesNotContain(going.id());
    }

    @Test
    void agentThatIsHeardOfKeepsItsRuns() {
        AgentSession agent = desk.agent();
        Claimed held = desk.begun(version, agent);
        assertThat(ledger.heartbeat(agent.id())).isInstanceOf(Heartbeat.Alive.class);
        ledger.sweep();
        assertThat(ledger.held(agent.id())).extracting(Claimed::run).containsExactly(held.run());
    }

    @Test
    void heartbeatThatIsLateButWasNotMissedCounts() {
        AgentSession agent = desk.agent();
        Claimed held = desk.begun(version, agent);
        silence(agent);
        assertThat(ledger.claim(agent.id(), 1)).isEmpty();
        assertThat(ledger.heartbeat(agent.id())).isInstanceOf(Heartbeat.Alive.class);
        ledger.sweep();
        desk.append(held, success(0).toArray(Entry[]::new));
    }
}
