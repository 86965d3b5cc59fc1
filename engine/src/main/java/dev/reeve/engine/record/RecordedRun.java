package dev.reeve.engine.record;

import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record of a run, read: how the run stood when it was read, and how it came there. Immutable. */
public final class RecordedRun {
    private final String file;
    private final List<Opening> openings;
    private final Shape shape;
    private final Map<String, RecordedTask> tasks;
    private final List<RunView.Entry> history;
    private final List<String> notes;
    private final long whole;
    private final boolean alive;

    /** The structure of the last epoch, and its hash, empty if it is not known; whether what was planned for it is. */
    record Shape(Structure structure, String hash, boolean planned) {}

    RecordedRun(
            String file,
            List<Opening> openings,
            Shape shape,
            Map<String, RecordedTask> tasks,
            List<RunView.Entry> history,
            List<String> notes,
            long whole,
            boolean alive) {
        this.file = file;
        this.openings = List.copyOf(openings);
        this.shape = shape;
        this.tasks = Collections.unmodifiableMap(new LinkedHashMap<>(tasks));
        this.history = List.copyOf(history);
        this.notes = List.copyOf(notes);
        this.whole = whole;
        this.alive = alive;
    }

    /** The run's identifier. */
    public String id() {
        return openings.getFirst().runId();
    }

    /** The run's name for people. */
    public String name() {
        return opening().runName();
    }

    /** The flow's name. */
    public String flow() {
        return opening().flow();
    }

    /** How its last epoch began: with which parameters, options, code and process. */
    public Opening opening() {
        return openings.getLast();
    }

    /** How each of its epochs began, oldest first. */
    public List<Opening> openings() {
        return openings;
    }

    /** The flow's structure in the last epoch; without nodes if it is not known. */
    public Structure structure() {
        return shape.structure();
    }

    /** The hash of that structure: the same for the same structure; empty if it is not known. */
    public String structureHash() {
        return shape.hash();
    }

    /** Whether the last epoch said what it would run again; what it did not name was reused. */
    public boolean planned() {
        return shape.planned();
    }

    /** Whether a process runs it, or holds it while it waits for a person. */
    public boolean alive() {
        return alive;
    }

    /** The state of the flow run. If whatever ran it is gone although it had not ended, that is Crashed. */
    public State state() {
        State last = recordedState();
        return !interrupted() ? last : new State.Crashed(lost(), last.isRunning() ? 1 : 0);
    }

    /** Whether the run neither ended nor waits for a person, and no process runs it. */
    public boolean interrupted() {
        State last = recordedState();
        return !alive && !last.isFinished() && !(last instanceof State.Paused);
    }

    String lost() {
        Opening.Runner process = opening().runner();
        return "process " + process.pid() + " on " + process.host() + ", which ran it, ended before the run did";
    }

    /** The last state of the flow run that is written in the record. */
    public State recordedState() {
        return history.getLast().state();
    }

    /** The states of the flow run, those of earlier epochs first. */
    public List<RunView.Entry> history() {
        return history;
    }

    /**
     * Since when it waits for a person or did what comes before that, however many epochs it has gone on to wait; null
     * if it does not wait.
     */
    @Nullable
    Instant waitsSince() {
        Instant anew = Instant.MIN;
        for (Opening opening : openings) {
            anew = opening.cause().equals(Opening.ANEW) ? opening.began() : anew;
        }
        Instant since = null;
        boolean waits = recordedState() instanceof State.Paused;
        for (int i = history.size() - 1; waits && i >= 0; i--) {
            RunView.Entry entry = history.get(i);
            boolean goesOn = entry.state() instanceof State.Paused || entry.state() instanceof State.Running;
            waits = goesOn && !entry.at().isBefore(anew);
            since = waits ? entry.at() : since;
        }
        return since;
    }

    /** When its first epoch began. */
    public Instant began() {
        return openings.getFirst().began();
    }

    /** Its tasks in the order of definition, then those that only earlier epochs had. */
    public List<RecordedTask> tasks() {
        List<RecordedTask> ordered = new ArrayList<>(tasks.size());
        structure().nodes().forEach(node -> task(node.name()).ifPresent(ordered::add));
        if (ordered.size() < tasks.size()) {
            tasks.forEach((name, task) -> {
                if (structure().nodes().isEmpty() || structure().node(name).isEmpty()) {
                    ordered.add(task);
                }
            });
        }
        return ordered;
    }

    /** The task of that name. */
    public Optional<RecordedTask> task(String task) {
        return Optional.ofNullable(tasks.get(task));
    }

    /** What is wrong with the record, in sentences; empty if nothing is. */
    public List<String> notes() {
        return notes;
    }

    /** The name of its file. */
    String file() {
        return file;
    }

    /** Up to where the record is whole. */
    long whole() {
        return whole;
    }

    @Override
    public String toString() {
        return flow() + " " + id() + ": " + state().name();
    }
}
