package dev.reeve.engine.record;

import dev.reeve.ResumePlan;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.spi.RunView;
import dev.reeve.spi.Time;
import dev.reeve.state.State;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A task of a recorded run over all its epochs, by its name. What it says of a child is asked with the child's index, of
 * the task itself with -1. Not changed once the record was read.
 */
public final class RecordedTask {
    private final String name;
    private final Histories histories;
    private final int place;
    private final long since;
    private int[] children = {};
    private int known;
    private int width = -1;
    private int widest;
    private long expanded;
    private final Map<Integer, List<TaskArtifact>> artifacts = new HashMap<>();
    private final Map<Integer, List<RecordedAnswer>> answers = new HashMap<>();
    /** What it was told since it last began anew. */
    private final Map<Integer, List<String>> told = new HashMap<>(0);
    /** What it was told before it last began anew, if it was told something. */
    private final Map<Integer, List<String>> toldBefore = new HashMap<>(0);

    private final Map<Integer, RecordedTurn> turns = new HashMap<>();
    private final Map<Integer, List<String>> runs = new HashMap<>();
    private final Map<Integer, List<RecordedTrace>> traces = new HashMap<>();
    private final List<RecordedReason> planned = new ArrayList<>(0);
    /** What the last plan was to run again and did not come to; null for nothing. */
    private @Nullable Debt debt;
    /** Of the failure in which a task run stands. */
    private final Map<Integer, RecordedTrace> current = new HashMap<>();

    RecordedTask(String name, Histories histories, long since) {
        this.name = name;
        this.histories = histories;
        this.place = histories.place();
        this.since = since;
        this.expanded = since;
    }

    /** Its name. */
    public String name() {
        return name;
    }

    /** How many children it has; -1 if it has none, or that is not known yet. */
    public int width() {
        return width;
    }

    /** How it stood last. */
    public State state(int child) {
        int at = at(child);
        return at < 0 ? State.Pending.NOW : histories.state(at);
    }

    /** The states it was in, those of earlier epochs first. */
    public List<RunView.Entry> history(int child) {
        List<RunView.Entry> history = new ArrayList<>();
        history.add(new RunView.Entry(State.Pending.NOW, Time.instant(child < 0 ? since : expanded)));
        int at = at(child);
        if (at >= 0) {
            history.addAll(histories.of(at));
        }
        return history;
    }

    /** Where its last result is stored, if it is. */
    public Optional<Stored> stored(int child) {
        int at = at(child);
        return at < 0 ? Optional.empty() : Optional.ofNullable(histories.stored(at));
    }

    /** What it put down for people, oldest first; of a name only the last. */
    public List<TaskArtifact> artifacts(int child) {
        return List.copyOf(artifacts.getOrDefault(child, List.of()));
    }

    /** The same of the task and all its children. */
    Stream<TaskArtifact> allArtifacts() {
        return artifacts.values().stream().flatMap(List::stream);
    }

    /** What people said to it, oldest first. */
    public List<RecordedAnswer> answers(int child) {
        return List.copyOf(answers.getOrDefault(child, List.of()));
    }

    /**
     * What tells apart what people answered to it since it last began anew, and what else the flow run that it is was
     * made with, oldest first.
     */
    public List<String> told(int child) {
        return told.isEmpty() ? List.of() : List.copyOf(told.getOrDefault(child, List.of()));
    }

    /** Whether it was told something else than before it last began anew. */
    public boolean toldOtherwise(int child) {
        List<String> now = told.get(child);
        List<String> before = toldBefore.get(child);
        return now != null && before != null && !now.equals(before);
    }

    /** How far it got, if it is a loop that did not end well. */
    public Optional<RecordedTurn> turn(int child) {
        return Optional.ofNullable(turns.get(child));
    }

    /** The identifiers of the flow runs it began, oldest first. */
    public List<String> runs(int child) {
        return List.copyOf(runs.getOrDefault(child, List.of()));
    }

    /** What the epochs that ran it again said about it before they did, oldest first. */
    public List<RecordedReason> planned(int child) {
        List<RecordedReason> all = new ArrayList<>(0);
        for (RecordedReason reason : planned) {
            boolean own = reason.holdsFor(child);
            boolean whole = child >= 0 && reason.child() < 0 && reason.fate() == ResumePlan.Fate.AGAIN;
            if (own || whole && (all.isEmpty() || all.getLast().epoch() != reason.epoch())) {
                if (own && !all.isEmpty() && all.getLast().epoch() == reason.epoch()) {
                    all.removeLast(); // what is said of the child tells more
                }
                all.add(reason);
            }
        }
        return all;
    }

    /** The last epoch that was to run all of it again; 0 if none was. */
    int plannedAgain() {
        return planned.stream()
                .filter(reason -> reason.child() < 0 && reason.fate() == ResumePlan.Fate.AGAIN)
                .mapToInt(RecordedReason::epoch)
                .max()
                .orElse(0);
    }

    /** Where its attempts failed, as far as that was kept, oldest first. */
    public List<RecordedTrace> traces(int child) {
        return List.copyOf(traces.getOrDefault(child, List.of()));
    }

    /** Where the attempt failed by which it stands as it does; empty if it did not fail, or that was not kept. */
    public Optional<RecordedTrace> trace(int child) {
        return Optional.ofNullable(current.get(child));
    }

    /** Which workers of a cluster called its attempts, oldest first; none of those that the run's own process called. */
    public List<RecordedWorker> workers(int child) {
        int at = at(child);
        return at < 0 ? List.of() : histories.callers().of(at);
    }

    /** The worker that called its last attempt; empty if the run's own process did, or there was no attempt. */
    public Optional<RecordedWorker> worker(int child) {
        int at = at(child);
        return at < 0
                ? Optional.empty()
                : Optional.ofNullable(histories.callers().current(at));
    }

    /** The keys under which something of it is stored, as far as that was told. */
    public Set<String> keys() {
        Set<String> keys = new LinkedHashSet<>();
        for (int child = -1; child < Math.max(0, known); child++) {
            stored(child).ifPresent(stored -> keys.add(stored.key()));
        }
        turns.values().forEach(turn -> keys.add(turn.state().key()));
        return keys;
    }

    /** How many children are in which state, by the state's name; empty if it has no children. */
    public Map<String, Integer> childStates() {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (int child = 0; child < width; child++) {
            counts.merge(state(child).name(), 1, Integer::sum);
        }
        return counts;
    }

    private int at(int child) {
        return child < 0 ? place : child < known ? children[child] : -1;
    }

    private int made(int child) {
        if (child < 0) {
            return place;
        }
        if (child >= children.length) {
            children = Arrays.copyOf(children, Math.max(child + 1, Math.max(8, children.length * 2)));
        }
        while (known <= child) {
            children[known++] = histories.place();
        }
        return children[child];
    }

    /** Whether a child of that index can be. */
    boolean mayHave(int child) {
        return child < widest;
    }

    void changed(int child, State to, long at) {
        histories.add(made(child), to, at);
        if (!to.isFailed() && !(to instanceof State.Retrying)) {
            current.remove(child);
        }
        if (child < 0 && to instanceof State.Mapped mapped) {
            width = mapped.width();
            widest = Math.max(widest, width);
            expanded = expanded == since ? at : expanded;
        } else if (child < 0 && to instanceof State.Pending && (debt == null || !debt.partly())) {
            width = -1; // reopened; how many it will have is not known again
        }
        if (debt != null) {
            debt.paid(child);
        }
        if (to instanceof State.Running || to instanceof State.Pending) {
            histories.callers().begins(made(child));
        }
        if (to instanceof State.Pending) {
            histories.stored(made(child), null);
        }
        if (to instanceof State.Pending && told.containsKey(child) && !turns.containsKey(child)) {
            toldBefore.put(child, told.remove(child)); // a loop that goes on is still made of it
        }
        if (to.isSuccessful() || to instanceof State.Pending) {
            turns.remove(child);
        }
    }

    void stored(int child, @Nullable Stored result) {
        histories.stored(made(child), result);
    }

    void planned(RecordedReason reason) {
        planned.add(reason);
        if (reason.child() < 0 || debt == null) {
            debt = new Debt();
        }
        debt.add(reason, widest);
    }

    /** Whether the last plan was to run it again because somebody asked for it. */
    boolean wasAsked(int child) {
        return debt != null && debt.isAsked(child);
    }

    /** An epoch begins; what it is to run again comes next, if that was written. */
    void opened() {
        if (debt != null) {
            debt.opened();
        }
    }

    /** Whether a plan was to run it again, and its process ended before that was so much as begun. */
    boolean owes(int child) {
        return debt != null && debt.has(child);
    }

    void failed(int child, RecordedTrace trace) {
        traces.computeIfAbsent(child, key -> new ArrayList<>(1)).add(trace);
        current.put(child, trace);
    }

    void called(int child, RecordedWorker worker) {
        histories.callers().add(made(child), worker);
    }

    void turned(int child, RecordedTurn turn) {
        turns.put(child, turn);
    }

    void answered(int child, RecordedAnswer answer) {
        if (!answer.told().isEmpty()) {
            told.computeIfAbsent(child, key -> new ArrayList<>(1)).add(answer.told());
        }
        if (!answer.by().isEmpty() || answer.told().isEmpty()) { // else no person said it, but the flow run that it is
            answers.computeIfAbsent(child, key -> new ArrayList<>()).add(answer);
        }
    }

    void artifact(int child, TaskArtifact artifact) {
        List<TaskArtifact> kept = artifacts.computeIfAbsent(child, key -> new ArrayList<>());
        kept.removeIf(
                before -> before.artifact().name().equals(artifact.artifact().name())); // it takes its place
        kept.add(artifact);
    }

    void began(int child, String runId) {
        runs.computeIfAbsent(child, key -> new ArrayList<>()).add(runId);
    }

    @Override
    public String toString() {
        return name + ": " + state(-1).name();
    }
}
