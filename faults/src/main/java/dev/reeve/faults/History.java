package dev.reeve.faults;

import dev.reeve.graph.Edges;
import dev.reeve.graph.FlowGraph;
import dev.reeve.graph.GraphNode;
import dev.reeve.server.ledger.HistoryLine;
import dev.reeve.server.ledger.TaskKey;
import dev.reeve.state.FlowEvent;
import dev.reeve.state.FlowStep;
import dev.reeve.state.Following;
import dev.reeve.state.State;
import dev.reeve.state.Step;
import dev.reeve.state.TaskPolicy;
import dev.reeve.state.Upstreams;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The history of one run, gone through once more with core's step functions: each state has to follow from the one
 * before, nothing begins before its upstreams' ends, nothing succeeds twice. Used once.
 */
final class History {
    private final FlowGraph graph;
    private final String run;
    private final List<String> wrong = new ArrayList<>();
    private final Map<TaskKey, State> tasks = new HashMap<>();
    private final Map<TaskKey, Integer> epochs = new HashMap<>();
    private final Map<TaskKey, Integer> succeeded = new HashMap<>();
    private State state = State.Pending.NOW;
    private int epoch;
    private int seq;
    private int reopened;

    private History(FlowGraph graph, String run) {
        this.graph = graph;
        this.run = run;
    }

    static History of(FlowGraph graph, String run, List<HistoryLine> lines) {
        History history = new History(graph, run);
        for (HistoryLine line : lines) {
            history.take(line);
        }
        return history;
    }

    private void take(HistoryLine line) {
        if (line.seq() <= seq) {
            wrong(line, "stands behind " + seq);
        }
        if (line.epoch() < epoch) {
            wrong(line, "is of epoch " + line.epoch() + " after epoch " + epoch);
        }
        seq = line.seq();
        epoch = line.epoch();
        TaskKey key = line.key();
        if (key == null) {
            ofRun(line);
        } else {
            ofTask(line, key);
        }
    }

    private void ofRun(HistoryLine line) {
        State to = line.state();
        if (seq > 1 && !follows(to)) {
            wrong(line, "does not follow from " + state);
        }
        if (state.isFinished() && to instanceof State.Pending) {
            reopened++;
        }
        state = to;
    }

    private boolean follows(State to) {
        List<FlowEvent> events = new ArrayList<>();
        for (int well = 0; well <= 1; well++) { // one task decides
            Following.flow(state, to, new Upstreams(well, 0, 1 - well, 0, 0)).ifPresent(events::add);
        }
        events.add(new FlowEvent.Reopened(epoch + 1));
        if (to instanceof State.Scheduled later) {
            events.add(new FlowEvent.Planned(later.due()));
        }
        return events.stream()
                .anyMatch(event -> FlowStep.step(state, event) instanceof Step.Moved moved
                        && moved.next().equals(to));
    }

    private void ofTask(HistoryLine line, TaskKey key) {
        GraphNode node = graph.node(key.task());
        State from = tasks.getOrDefault(key, State.Pending.NOW);
        State to = line.state();
        boolean anew = epochs.getOrDefault(key, epoch) < epoch && !succeeded.containsKey(key);
        TaskPolicy policy = node.settings().policy();
        if (!follows(policy, from, to, line, key) && !(anew && begins(policy, to, line, key))) {
            wrong(line, "does not follow from " + from);
        }
        if (to instanceof State.Running && !upstreamsEnded(key.task())) {
            wrong(line, "begins before its upstreams' ends");
        }
        if (to instanceof State.Success && succeeded.putIfAbsent(key, epoch) != null) {
            wrong(line, "succeeds again");
        }
        tasks.put(key, to);
        epochs.put(key, epoch);
    }

    /** In a new epoch a task run that did not end well begins again. */
    private boolean begins(TaskPolicy policy, State to, HistoryLine line, TaskKey key) {
        return to instanceof State.Pending || follows(policy, State.Pending.NOW, to, line, key);
    }

    private boolean follows(TaskPolicy policy, State from, State to, HistoryLine line, TaskKey key) {
        return Following.task(policy, from, to, line.at(), children(key)).isPresent();
    }

    private Upstreams children(TaskKey key) {
        int well = 0;
        int failed = 0;
        int cancelled = 0;
        for (Map.Entry<TaskKey, State> each : tasks.entrySet()) {
            if (key.index() < 0
                    && each.getKey().task() == key.task()
                    && each.getKey().index() >= 0) {
                well += each.getValue().isSuccessful() ? 1 : 0;
                failed += each.getValue().isFailed() ? 1 : 0;
            }
        }
        if (tasks.get(key) instanceof State.Mapped mapped) {
            cancelled = Math.max(0, mapped.width() - well - failed);
        }
        return new Upstreams(well, 0, failed, cancelled, 0);
    }

    private boolean upstreamsEnded(int task) {
        Edges edges = graph.edges();
        for (int edge = edges.upFrom(task); edge < edges.upFrom(task + 1); edge++) {
            State upstream = tasks.get(new TaskKey(edges.up(edge), -1));
            if (upstream == null || !upstream.isFinished()) {
                return false;
            }
        }
        return true;
    }

    private void wrong(HistoryLine line, String what) {
        TaskKey key = line.key();
        String who = key == null
                ? "the run"
                : graph.node(key.task()).name() + (key.index() < 0 ? "" : "[" + key.index() + "]");
        wrong.add("run " + run + ", line " + line.seq() + ": " + who + ", " + line.state() + ", " + what);
    }

    /** What is not as it has to be. */
    List<String> wrong() {
        return wrong;
    }

    /** What the run became in the end. */
    State state() {
        return state;
    }

    int epoch() {
        return epoch;
    }

    /** How often it was reopened. */
    int reopened() {
        return reopened;
    }

    /** What succeeded, and in which epoch. */
    Map<TaskKey, Integer> succeeded() {
        return succeeded;
    }
}
