package dev.reeve.simulation;

import dev.reeve.state.State;
import dev.reeve.state.StateChange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How far simulations got: which faults they met, and in how many distinct states they found runs. A state is how many
 * task runs of a run stand in each of the states, more than three being many, and the state of the flow run. Not
 * thread-safe.
 */
public final class Reached {
    private static final List<String> NAMES = Arrays.stream(State.class.getDeclaredClasses())
            .filter(Class::isRecord)
            .map(Class::getSimpleName)
            .sorted()
            .toList();

    private final Map<String, Long> faults = new TreeMap<>();
    private final Set<Long> states = new HashSet<>();
    private final Map<String, int[]> counts = new HashMap<>();

    void fault(String name) {
        faults.merge(name, 1L, Long::sum);
    }

    void state(Seen run, StateChange change) {
        int[] now = counts.computeIfAbsent(run.run.id + run.runId, id -> {
            int[] beginning = new int[NAMES.size() + 1];
            beginning[NAMES.indexOf("Pending")] = run.drawn.nodes().size();
            return beginning;
        });
        int to = NAMES.indexOf(change.to().name());
        if (change.task().isEmpty()) {
            now[NAMES.size()] = to;
        } else {
            int from = NAMES.indexOf(change.from().name());
            now[from] = Math.max(0, now[from] - 1);
            now[to]++;
        }
        long code = now[NAMES.size()];
        for (int i = 0; i < NAMES.size(); i++) {
            code = code * 5 + Math.min(4, now[i]);
        }
        states.add(code);
        constructs(run, change);
        if (change.to() instanceof State.TimedOut) {
            fault("timeout");
        } else if (change.to() instanceof State.Retrying) {
            fault("retry");
        } else if (change.to() instanceof State.Cached) {
            fault("stored result used again");
        }
    }

    private void constructs(Seen run, StateChange change) {
        if (change.from() instanceof State.Running && change.to() instanceof State.Queued) {
            fault("turn of a loop");
        } else if (change.to() instanceof State.Queued queued
                && !queued.reason().isEmpty()) {
            fault("limit or rate waited for");
        }
        boolean inside = change.task().isEmpty() && !run.drawn.path().isEmpty();
        if (inside && change.to() instanceof State.Pending) {
            fault("flow run of a task goes on after a resume");
        } else if (inside && change.from() instanceof State.Pending && change.to() instanceof State.Running) {
            fault("flow run of a task");
        }
    }

    /** That world is over. */
    void over() {
        counts.clear();
    }

    /** All of it as lines, from which another one {@linkplain #read reads} it. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        faults.forEach((name, count) -> lines.add("fault " + count + " " + name));
        states.forEach(code -> lines.add("state " + code));
        return lines;
    }

    /** Adds what a line of another one says; false if it is no such line. */
    public boolean read(String line) {
        String[] words = line.split(" ", 3);
        switch (words[0]) {
            case "fault" -> faults.merge(words[2], Long.parseLong(words[1]), Long::sum);
            case "state" -> states.add(Long.parseLong(words[1]));
            default -> {
                return false;
            }
        }
        return true;
    }

    /** How often each fault was met, by name. */
    public Map<String, Long> faults() {
        return Map.copyOf(faults);
    }

    /** How many distinct states were met. */
    public int states() {
        return states.size();
    }
}
