package dev.reeve.engine.record;

import dev.reeve.ResumePlan;
import dev.reeve.Resumption;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.run.Called;
import dev.reeve.engine.run.Restored;
import dev.reeve.engine.run.Shelf;
import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.RunView;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A recorded run and what is used of it again. Thread-safe. */
public final class ResumedRun implements Restored {
    private final RecordedRun run;
    private final FlowGraph graph;
    private final @Nullable RecordedTask[] tasks;
    private final Fates fates;
    private final KeptValues values;
    private final Resumption resumption;

    ResumedRun(
            RecordedRun run,
            FlowGraph graph,
            @Nullable RecordedTask[] tasks,
            Fates fates,
            KeptValues values,
            Resumption resumption) {
        this.run = run;
        this.graph = graph;
        this.tasks = tasks;
        this.fates = fates;
        this.values = values;
        this.resumption = resumption;
    }

    /**
     * What is used of a recorded run again. Reads the results that will be needed.
     *
     * @param parameters those it will run with
     * @throws IllegalArgumentException if the task to run from does not exist, or the child; says what does
     */
    public static ResumedRun of(
            FlowGraph graph, RecordedRun run, List<RecordedParameter> parameters, Resumption resumption, Shelf shelf) {
        return Planner.plan(graph, run, parameters, resumption, shelf);
    }

    /** The same as a list for people. */
    public ResumePlan plan() {
        List<ResumePlan.Item> items = new ArrayList<>();
        for (int v = 0; v < graph.size(); v++) {
            String name = graph.node(v).name();
            int width = fates.width(v);
            int kept = 0;
            for (int i = 0; i < width; i++) {
                kept += fates.keeps(v, i) ? 1 : 0;
            }
            items.add(item(v, name, width, kept));
            if (kept > 0) {
                for (int i = 0; i < width; i++) {
                    if (!fates.keeps(v, i)) {
                        items.add(new ResumePlan.Item(
                                name,
                                i,
                                fates.waits(v, i) ? ResumePlan.Fate.WAITS : ResumePlan.Fate.AGAIN,
                                reason(v, i)));
                    }
                }
            }
        }
        return new ResumePlan(run.id(), epoch(), items);
    }

    private ResumePlan.Item item(int v, String name, int width, int kept) {
        if (!fates.touched(v)) {
            return new ResumePlan.Item(
                    name, -1, ResumePlan.Fate.REUSED, "it ended " + state(v, -1).name());
        }
        if (fates.waits(v, -1)) {
            return new ResumePlan.Item(name, -1, ResumePlan.Fate.WAITS, reason(v, -1));
        }
        if (!fates.again(v) && kept > 0) {
            return new ResumePlan.Item(
                    name, -1, ResumePlan.Fate.PARTLY_REUSED, kept + " of " + width + " children are used again");
        }
        String reason = reason(v, -1);
        return new ResumePlan.Item(
                name,
                -1,
                ResumePlan.Fate.AGAIN,
                reason.isEmpty() && width > 0 ? "all " + width + " children run: " + reason(v, 0) : reason);
    }

    private String reason(int v, int child) {
        String reason = fates.reason(v, child);
        return reason == null ? "" : reason;
    }

    @Override
    public int epoch() {
        return run.opening().epoch() + 1;
    }

    @Override
    public long startedAt(long now) {
        return EventWriter.nanos(run.began());
    }

    @Override
    public List<RunView.Entry> flowHistory() {
        return run.history().subList(1, run.history().size());
    }

    @Override
    public List<String> told(int v, int child) {
        RecordedTask task = tasks[v];
        return task == null ? List.of() : task.told(child);
    }

    @Override
    public @Nullable Called called(int v, int child) {
        RecordedTask task = tasks[v];
        return task == null
                ? null
                : task.worker(child)
                        .map(worker -> new Called(worker.attempt(), worker.name()))
                        .orElse(null);
    }

    @Override
    public List<TaskArtifact> artifacts() {
        return Arrays.stream(tasks)
                .filter(Objects::nonNull)
                .flatMap(RecordedTask::allArtifacts)
                .sorted(Comparator.comparing(TaskArtifact::at))
                .toList();
    }

    @Override
    public @Nullable Instant waitsSince() {
        return resumption.reuse() == Resumption.Reuse.NOTHING ? null : run.waitsSince();
    }

    @Override
    public int width(int v) {
        return fates.width(v);
    }

    @Override
    public State state(int v, int child) {
        RecordedTask task = tasks[v];
        return task == null ? State.Pending.NOW : task.state(child);
    }

    @Override
    public List<RunView.Entry> history(int v, int child) {
        RecordedTask task = tasks[v];
        if (task == null) {
            return List.of();
        }
        List<RunView.Entry> history = task.history(child);
        return history.subList(1, history.size());
    }

    @Override
    public boolean keeps(int v, int child) {
        return fates.keeps(v, child);
    }

    @Override
    public boolean waits(int v, int child) {
        return fates.waits(v, child);
    }

    @Override
    public int unfinishedAttempt(int v, int child) {
        if (OwnReasons.ASKED.equals(fates.reason(v, -1)) || OwnReasons.ASKED.equals(fates.reason(v, child))) {
            return 0;
        }
        State state = state(v, child);
        return switch (state) {
            case State.Running s -> s.tries().attempt();
            case State.Queued s -> s.tries().attempt();
            case State.Retrying s -> s.tries().attempt();
            case State.Pending s -> 1;
            case State.Scheduled s -> 1;
            case State.Mapped s -> 1;
            case State.Paused s -> 0;
            case State.Cancelling s -> 0;
            case State.Finished s -> 0;
        };
    }

    @Override
    public Shelf.@Nullable Hit turn(int v, int child) {
        return values.turn(v, child);
    }

    @Override
    public Resumption.Reuse reuse(String label) {
        String name = resumption.task();
        String task = name == null ? "" : graph.node(name).orElseThrow().name();
        boolean asked = !task.isEmpty()
                && (resumption.child() < 0
                        ? label.equals(task) || label.startsWith(task + "[") // all of its elements
                        : label.equals(task + "[" + resumption.child() + "]"));
        return asked ? Resumption.Reuse.NOTHING : resumption.reuse();
    }

    @Override
    public String key(int v, int child) {
        Stored stored = values.stored(v, child);
        return stored == null ? "" : stored.key();
    }

    @Override
    public Shelf.@Nullable Hit value(int v, int child) {
        return values.value(v, child);
    }

    @Override
    public boolean isRead(int v, int child) {
        return values.isRead(v, child);
    }
}
