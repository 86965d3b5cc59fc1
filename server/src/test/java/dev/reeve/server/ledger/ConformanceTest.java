package dev.reeve.server.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.reeve.graph.Kind;
import dev.reeve.server.database.TestDatabase;
import dev.reeve.server.ledger.FlowStructure.Node;
import dev.reeve.state.Failure;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.FlowStep;
import dev.reeve.state.RetryVerdict;
import dev.reeve.state.SkipRule;
import dev.reeve.state.State;
import dev.reeve.state.Step;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.TaskStep;
import dev.reeve.state.Tries;
import dev.reeve.state.Upstreams;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The ledger against the step functions: each event in each state, through the real database. */
class ConformanceTest {
    private static final Instant AT = Desk.AT;
    private static final Tries SECOND = new Tries(2, 1);

    private static final List<State> STATES = List.of(
            State.Pending.NOW,
            new State.Scheduled(AT),
            State.Queued.FIRST,
            new State.Queued(SECOND, "a limit"),
            new State.Paused(SECOND, "asks", null),
            new State.Paused(Tries.FIRST, "asks", AT.minusSeconds(1)),
            new State.Retrying(SECOND, AT.plusSeconds(9), "broke"),
            State.Running.FIRST,
            new State.Running(SECOND),
            new State.Mapped(0),
            new State.Cancelling(SECOND, "enough"),
            State.Success.PLAIN,
            new State.Success("said"),
            new State.Cached("file:/x"),
            new State.Skipped("no need"),
            new State.Failed(Failure.because("broke"), 2),
            new State.TimedOut(Duration.ofSeconds(5), 1),
            new State.TriggerFailed("upstream"),
            new State.Crashed("gone", 1),
            new State.Cancelled("enough"));

    private static final List<TaskEvent> TASK_EVENTS = List.of(
            TaskEvent.UpstreamsFinished.ALL_WELL,
            TaskEvent.Started.of(1),
            TaskEvent.Started.of(2),
            new TaskEvent.Reused(1, "file:/x"),
            TaskEvent.Returned.of(1),
            TaskEvent.Returned.of(2),
            new TaskEvent.Turned(2),
            new TaskEvent.Threw(1, Failure.because("broke"), RetryVerdict.AT_ONCE),
            new TaskEvent.Threw(2, Failure.because("broke"), RetryVerdict.after(Duration.ofDays(1))),
            new TaskEvent.Expired(2, Duration.ofSeconds(5), RetryVerdict.NO),
            new TaskEvent.Lost(2, "gone", RetryVerdict.NO),
            new TaskEvent.SkipRequested(2, "no need"),
            new TaskEvent.RetryRequested(2, AT.plusSeconds(5), "later"),
            new TaskEvent.PauseRequested(2, "asks", null),
            TaskEvent.Due.NOW,
            new TaskEvent.Resumed("ada"),
            new TaskEvent.Throttled("a limit"),
            new TaskEvent.Expanded(0),
            new TaskEvent.ChildrenFinished(Upstreams.NONE),
            new TaskEvent.CancelRequested("enough"),
            new TaskEvent.Abandoned("hangs"),
            new TaskEvent.Reopened(1));

    private static final List<FlowEvent> FLOW_EVENTS = List.of(
            new FlowEvent.Planned(AT),
            new FlowEvent.Throttled("a limit"),
            new FlowEvent.Started(),
            new FlowEvent.TasksFinished(Upstreams.NONE),
            new FlowEvent.Stalled("asks"),
            new FlowEvent.Resumed("ada"),
            new FlowEvent.CancelRequested("enough"),
            new FlowEvent.Expired(Duration.ofSeconds(5)),
            new FlowEvent.Lost("gone"),
            new FlowEvent.Reopened(2));

    private final Desk desk = new Desk();
    private final FlowVersion version =
            desk.register(new Node("odd", Kind.MAP, 1, SkipRule.WHOLE_NODES, false, List.of(), ""));
    private final AgentSession agent = desk.agent();

    @AfterEach
    void close() {
        TestDatabase.shared() // what is in no order is nothing for the sweeper
                .jdbi()
                .useHandle(handle -> handle.execute("delete from run_lease where session = ?", agent.id()));
        desk.close();
    }

    @Test
    void allKindsOfStatesAndEventsAreInTheTable() {
        assertThat(kinds(STATES)).containsAll(leaves(State.class));
        assertThat(kinds(TASK_EVENTS)).containsAll(leaves(TaskEvent.class));
        assertThat(kinds(FLOW_EVENTS)).containsAll(leaves(FlowEvent.class));
    }

    @Test
    void taskRunsChangeAsTheStepFunctionSaysAndNotAtAllOtherwise() {
        Map<UUID, Step> expected = new LinkedHashMap<>();
        Map<UUID, CompletableFuture<Reply>> replies = new LinkedHashMap<>();
        List<UUID> runs = held(STATES.size() * TASK_EVENTS.size());
        set(runs, state -> State.Running.FIRST, TASK_EVENTS.size());
        int next = 0;
        for (State state : STATES) {
            for (TaskEvent event : TASK_EVENTS) {
                UUID run = runs.get(next++);
                expected.put(
                        run, TaskStep.step(version.structure().tasks().get(0).policy(), state, event, AT));
                replies.put(run, desk.ledger.appendLater(new Batch(run, 1, 2, List.of(Desk.task(0, event)))));
            }
        }
        expected.forEach((run, step) -> check(run, step, replies.get(run).join(), true));
    }

    @Test
    void runsChangeAsTheStepFunctionSaysAndNotAtAllOtherwise() {
        Map<UUID, Step> expected = new LinkedHashMap<>();
        Map<UUID, CompletableFuture<Reply>> replies = new LinkedHashMap<>();
        List<UUID> runs = held(STATES.size() * FLOW_EVENTS.size());
        set(runs, state -> state, FLOW_EVENTS.size());
        int next = 0;
        for (State state : STATES) {
            for (FlowEvent event : FLOW_EVENTS) {
                UUID run = runs.get(next++);
                boolean servers = event instanceof FlowEvent.Planned || event instanceof FlowEvent.Reopened;
                expected.put(run, servers ? new Step.Refused("the server's to say") : FlowStep.step(state, event));
                replies.put(run, desk.ledger.appendLater(new Batch(run, 1, 2, List.of(Desk.run(event)))));
            }
        }
        expected.forEach((run, step) -> check(run, step, replies.get(run).join(), false));
    }

    private void check(UUID run, Step step, Reply reply, boolean task) {
        List<HistoryLine> lines = desk.ledger.history().lines(run, 2, 10);
        switch (step) {
            case Step.Refused refused -> {
                assertThat(reply).as("%s", refused).isInstanceOf(Reply.Refused.class);
                assertThat(lines).as("%s", refused).isEmpty();
            }
            case Step.Moved moved -> {
                assertThat(reply).as("%s", moved).isEqualTo(new Reply.Applied(3));
                assertThat(lines).extracting(HistoryLine::state).containsExactly(moved.next());
                State now = task ? desk.ledger.runs().tasks(run, null, 1).get(0).state() : desk.state(run);
                assertThat(now).isEqualTo(moved.next());
            }
        }
    }

    private List<UUID> held(int count) {
        List<CompletableFuture<Submitted>> submitted = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            submitted.add(Desk.async(() -> desk.ledger.submit(desk.submission(version))));
        }
        submitted.forEach(CompletableFuture::join);
        List<UUID> runs =
                desk.ledger.claim(agent.id(), count).stream().map(Claimed::run).toList();
        assertThat(runs).hasSize(count);
        return runs;
    }

    /** Puts the run into a state, and its task into that of the table, as if it had come there. */
    private void set(List<UUID> runs, UnaryOperator<State> ofRun, int events) {
        TestDatabase.shared().jdbi().useTransaction(handle -> {
            for (int i = 0; i < runs.size(); i++) {
                State state = STATES.get(i / events);
                StateColumns run = StateColumns.of(ofRun.apply(state));
                StateColumns task = StateColumns.of(state);
                handle.execute(
                        "update flow_run set state = ?, detail = cast(? as json), started_at = now() where id = ?",
                        run.code(),
                        run.detail(),
                        runs.get(i));
                handle.execute(
                        "insert into task_run (run_id, task, map_index, state, detail, attempt)"
                                + " values (?, 0, -1, ?, cast(? as json), 1)",
                        runs.get(i),
                        task.code(),
                        task.detail());
            }
        });
    }

    private static Set<Class<?>> kinds(List<?> values) {
        return values.stream().map(Object::getClass).collect(Collectors.toSet());
    }

    private static Set<Class<?>> leaves(Class<?> type) {
        Class<?>[] parts = type.getPermittedSubclasses();
        return parts == null
                ? Set.of(type)
                : Arrays.stream(parts).flatMap(part -> leaves(part).stream()).collect(Collectors.toSet());
    }
}
