package dev.reeve.engine.run;

import dev.reeve.artifact.TaskArtifact;
import dev.reeve.graph.EdgeKind;
import dev.reeve.graph.Edges;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.Kind;
import dev.reeve.spi.RunView;
import dev.reeve.spi.Time;
import dev.reeve.state.Effect;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.FlowStep;
import dev.reeve.state.State;
import dev.reeve.state.Step;
import dev.reeve.state.TaskEvent;
import dev.reeve.state.TaskStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One flow run as a plain single-threaded object: told what happened, it moves states by the step functions and says
 * what is ready. Only the holder of the loop's role touches it, so nothing in here is synchronized.
 */
@SuppressWarnings("ReferenceEquality") // a state that stays is given back as the same object
final class Run {
    /** What a run does beyond itself. Called while the role is held: must be quick and run no user code. */
    interface Surroundings {
        /** A state changed; {@code v} is -1 for the flow run, {@code child} -1 for a node itself. */
        void changed(int v, int child, State from, State to, Instant at);

        /** Something is to be done with the run at a time. */
        void later(Instant due, Consumer<Run> action);

        /** Something is to be done with the run as soon as its role is free. From outside of the role, too. */
        void tell(Consumer<Run> action);

        /** It goes on although it may wait for a person; {@code by} says what lets it. */
        void goesOn(String by);

        /** A running attempt is to be stopped. */
        void stop(Attempt attempt);

        /** What that attempt opened is used by nobody, and is to be closed again. */
        void unused(Attempt attempt);
    }

    final Plan plan;
    final FlowGraph graph;
    final Edges edges;
    final ReadyQueue ready;
    final History history;
    final Surroundings surroundings;
    final State[] states;
    final Values values;
    final @Nullable Children[] children;
    final Tally tally;
    final Openings openings;
    final Attempts attempts = new Attempts();
    final Descents descents = new Descents();
    final ByTaskRun<Turn> turns = new ByTaskRun<>();
    final Limits limits;
    /** Null if functions are called in this process. */
    final @Nullable RemoteWork remote;

    final Journal journal;
    final Restoring restoring;
    final Absences absences;
    final Dialogue dialogue;
    final Spilling spilling;
    final Relief relief;
    final Lookups lookups = new Lookups(this);
    final Departures departures = new Departures(this);
    private final Aftermath aftermath = new Aftermath(this);
    private final int[] waitsFor;

    final Worklist worklist = new Worklist();
    private final List<RunView.Entry> flowHistory = new ArrayList<>(4);
    private State flowState = State.Pending.NOW;
    private int open;
    private int slots;
    private long now;
    private @Nullable Instant instant;
    private @Nullable String stopReason;
    private boolean begun;

    /** Task runs that wait for a time. */
    int sleeping;

    Run(Setup setup, Surroundings surroundings, long now) {
        this.plan = setup.plan();
        this.graph = plan.graph();
        this.edges = graph.edges();
        this.journal = setup.journal();
        this.surroundings = surroundings;
        this.now = now;
        int size = plan.size();
        this.ready = new ReadyQueue(size);
        this.history = new History(setup.restored().startedAt(now));
        this.restoring = new Restoring(this, setup.restored());
        this.absences = new Absences(this, setup.shelf());
        this.dialogue = new Dialogue(this, setup.shelf(), setup.facts().runId());
        this.spilling = new Spilling(setup.facts());
        this.relief = new Relief(this, spilling);
        this.states = new State[size];
        Arrays.fill(states, State.Pending.NOW);
        this.values = new Values(this);
        this.children = new Children[size];
        this.tally = new Tally(size);
        this.limits = new Limits(this, graph, setup.share());
        this.remote = RemoteWork.of(this, setup);
        this.openings = new Openings(plan, setup.resumed());
        this.waitsFor = plan.upstreams();
        this.open = size;
        this.slots = size;
        flowHistory.add(new RunView.Entry(flowState, Time.instant(history.startedAt())));
        flowHistory.addAll(setup.restored().flowHistory());
        flowState = flowHistory.getLast().state();
    }

    // ---- time

    void at(long nanos) {
        if (nanos != now) {
            now = nanos;
            instant = null;
        }
    }

    long now() {
        return now;
    }

    private Instant instant() {
        Instant known = instant;
        if (known == null) {
            known = Time.instant(now);
            instant = known;
        }
        return known;
    }

    // ---- the flow run

    void start() {
        restoring.begin();
        flow(new FlowEvent.Started());
        for (int v = 0; v < states.length; v++) {
            if (waitsFor[v] == 0) {
                worklist.add(v, -1);
            }
        }
        restoring.settleKept();
        begun = true;
    }

    /** Whether it has begun; until then it is only told what is to become of it. */
    boolean begun() {
        return begun;
    }

    State flowState() {
        return flowState;
    }

    List<RunView.Entry> flowHistory() {
        return List.copyOf(flowHistory);
    }

    /** Whether every task run ended, and with it all that closes what a flow run opened that a task was. */
    boolean over() {
        return open == 0 && !descents.any();
    }

    int slots() {
        return slots;
    }

    void flow(FlowEvent event) {
        State before = flowState;
        if (FlowStep.step(before, event) instanceof Step.Moved moved && moved.next() != before) {
            flowState = moved.next();
            flowHistory.add(new RunView.Entry(flowState, instant()));
            journal.changed(-1, -1, before, flowState, instant());
            surroundings.changed(-1, -1, before, flowState, instant());
        }
    }

    private void finishFlow() {
        if (!flowState.isFinished()) {
            Tally reference = new Tally(1);
            for (int v : graph.referenceNodes()) {
                Children kids = children[v];
                if (kids == null) {
                    reference.add(0, states[v]);
                } else {
                    reference.add(0, kids, states[v]);
                }
            }
            flow(new FlowEvent.TasksFinished(reference.of(0)));
        }
    }

    // ---- one task run

    State state(int v, int child) {
        Children kids = children[v];
        return child < 0 || kids == null ? states[v] : kids.states[child];
    }

    int slot(int v, int child) {
        Children kids = children[v];
        return child < 0 || kids == null ? v : kids.firstSlot + child;
    }

    /** Applies an event, and what follows from it at once. A refused one changes nothing and gives false. */
    boolean move(int v, int child, TaskEvent event) {
        Effect effect = step(v, child, event);
        if (effect == null) {
            return false;
        }
        react(v, child, effect);
        return true;
    }

    /** Applies an event without what follows from it; null if it was refused. */
    @Nullable
    Effect step(int v, int child, TaskEvent event) {
        State before = state(v, child);
        Step step = TaskStep.step(graph.node(v).settings().policy(), before, event, instant());
        if (!(step instanceof Step.Moved moved)) {
            return null;
        }
        put(v, child, moved.next());
        return moved.effect();
    }

    /** Moves a task run to a state, without what follows from it. */
    void put(int v, int child, State next) {
        State before = state(v, child);
        if (next != before) {
            Children kids = children[v];
            if (child < 0 || kids == null) {
                states[v] = next;
            } else {
                kids.states[child] = next;
            }
            history.add(slot(v, child), next, now);
            journal.changed(v, child, before, next, instant());
            surroundings.changed(v, child, before, next, instant());
        }
    }

    void react(int v, int child, Effect effect) {
        switch (effect) {
            case NONE -> {}
            case RUN -> {
                if (child >= 0 || waitsFor[v] == 0) {
                    ready.add(plan.rank(v), child);
                } else {
                    restoring.early(v);
                }
            }
            case WAKE -> wake(v, child, state(v, child));
            case INTERRUPT -> {
                Attempt running = attempts.of(v, child);
                Attempt attempt = running == null ? descents.of(v, child) : running;
                if (attempt != null) {
                    surroundings.stop(attempt);
                }
            }
            case FINISH -> aftermath.finished(v, child);
        }
    }

    private void wake(int v, int child, State waiting) {
        Instant due = waiting instanceof State.Retrying retrying
                ? retrying.due()
                : waiting instanceof State.Paused paused ? paused.until() : null;
        if (due == null) {
            return;
        }
        if (due.isAfter(instant())) {
            if (graph.node(v).kind() == Kind.APPROVAL) { // waits for a person, if not for ever
                surroundings.later(due, told -> told.limitReached(v, child, waiting));
                return;
            }
            sleeping++;
            surroundings.later(due, told -> told.woken(v, child, waiting));
        } else {
            move(v, child, TaskEvent.Due.NOW);
        }
    }

    /** Its time has come, unless it left that state meanwhile. */
    void woken(int v, int child, State waiting) {
        sleeping--;
        if (state(v, child) == waiting) {
            move(v, child, TaskEvent.Due.NOW);
        }
    }

    /** Nobody has answered, and nobody will any more; unless they did. */
    private void limitReached(int v, int child, State waiting) {
        if (state(v, child) == waiting) {
            surroundings.goesOn("the time limit of " + graph.node(v).name());
            move(v, child, TaskEvent.Due.NOW);
        }
    }

    /** Has something done at a time. Until then it counts as one that waits for a time. */
    void later(long nanos, Runnable action) {
        sleeping++;
        surroundings.later(Time.instant(now + nanos), told -> {
            sleeping--;
            action.run();
        });
    }

    // ---- what follows from an end

    /** A node ended in an earlier epoch. */
    void endedBefore(int v) {
        aftermath.endedBefore(v);
    }

    /** A node ended, with all of its children. */
    void nodeClosed() {
        open--;
    }

    /** One of those that a node waits for is there. */
    void arrived(int v) {
        if (--waitsFor[v] == 0) {
            worklist.add(v, -1);
        }
    }

    Children kids(int v) {
        Children kids = children[v];
        if (kids == null) {
            throw new IllegalStateException("node " + v + " has no children");
        }
        return kids;
    }

    // ---- admission

    /**
     * A mapped node will perhaps not be mapped: it is skipped, a condition keeps it from running, or it has no list.
     * As a failure upstream outranks a skip, all that it is aligned with has to end before that can be told.
     */
    void decideAsWhole(int v) {
        openings.decideAsWhole(v);
        for (int e = edges.upFrom(v); e < edges.upFrom(v + 1); e++) {
            if (edges.upKind(e) == EdgeKind.EACH && !states[edges.up(e)].isFinished()) {
                waitsFor[v]++;
            }
        }
        if (waitsFor[v] == 0) {
            ready.add(plan.rank(v), -1);
        }
    }

    /** Works off what became due. Not recursive, so that a chain of a million skipped tasks does not end the stack. */
    void settle() {
        while (worklist.next()) {
            int v = worklist.node();
            int child = worklist.child();
            if (child == Worklist.CHILDREN_FINISHED) {
                move(v, -1, new TaskEvent.ChildrenFinished(kids(v).ended()));
            } else {
                Admission.admit(this, v, child);
            }
        }
        if (over()) {
            finishFlow();
        }
    }

    /** Why nothing more is begun; null while all is well. */
    @Nullable
    String stopReason() {
        return stopReason;
    }

    // ---- what works tell

    void artifact(TaskArtifact kept) {
        graph.node(kept.task()).ifPresent(node -> journal.artifact(node.index(), kept));
    }

    void decided(int v, int child, TaskEvent.UpstreamsFinished event) {
        if (child < 0 && graph.node(v).mapped() && !Admission.ends(this, v, event)) {
            openings.map(v);
            ready.add(plan.rank(v), -1);
        } else {
            move(v, child, event);
        }
    }

    /** Gives a node its children. */
    Children mapped(int v, int width, @Nullable List<@Nullable Object>[] lists) {
        Children kids = new Children(width, slots, lists, now);
        slots += width;
        children[v] = kids;
        return kids;
    }

    /** When a task run came into being, in nanoseconds. */
    long startOf(int v, int child) {
        Children kids = children[v];
        return child >= 0 && kids != null ? kids.since : history.startedAt();
    }

    /** Nothing more is to begin, for that reason; what has is stopped. */
    void stopAll(String reason) {
        if (stopReason == null) {
            stopReason = reason;
            Cancellation.stopAll(this, reason);
            limits.stopped();
            if (remote != null) {
                remote.stopped();
            }
        }
    }
}
