package dev.reeve.cli;

import dev.reeve.ResumePlan;
import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.RecordedParameter;
import dev.reeve.engine.record.Recorder;
import dev.reeve.engine.record.Records;
import dev.reeve.engine.record.WritingThreads;
import dev.reeve.engine.run.Journal;
import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.CodeLocation;
import dev.reeve.spi.ParentRun;
import dev.reeve.spi.RunLimits;
import dev.reeve.state.State;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes the record of a run that never was, one second for each thing that happens. */
final class Diary {
    static final Instant BEGAN = Instant.parse("2026-04-01T10:00:00Z");

    private final Recorder recorder;
    private final FlowGraph graph;
    private final String id;
    private final String name;
    private final @Nullable ParentRun parent;
    private Journal journal;
    private int seconds;

    Diary(Path home, FlowGraph graph, String id, @Nullable ParentRun parent) throws IOException {
        this(home, graph, id, parent, "tidy-otter");
    }

    Diary(Path home, FlowGraph graph, String id, @Nullable ParentRun parent, String name) throws IOException {
        this.name = name;
        this.recorder = new Recorder(Records.in(home.resolve(".reeve/runs")), new WritingThreads(Runnable::run, 0, 0));
        this.graph = graph;
        this.id = id;
        this.parent = parent;
        this.journal = recorder.begin(opening(1, "", List.of()), graph);
        flow(State.Running.FIRST);
    }

    private Opening opening(int epoch, String cause, List<RecordedParameter> parameters) {
        return new Opening(
                epoch,
                id,
                name,
                graph.name(),
                parent,
                cause,
                at(),
                BEGAN,
                "UTC",
                parameters,
                new Opening.Options(
                        new RunLimits(Map.of(), Map.of(), Map.of()), Set.of(), Duration.ofSeconds(30), null, true),
                CodeLocation.UNKNOWN,
                new Opening.Results("", "json"),
                new Opening.Runner("far", 42, "/srv", "0.1.0"));
    }

    private Instant at() {
        return BEGAN.plusSeconds(seconds++);
    }

    private int index(String task) {
        return graph.node(task).orElseThrow().index();
    }

    Diary flow(State state) {
        journal.changed(-1, -1, State.Pending.NOW, state, at());
        journal.publish();
        return this;
    }

    Diary task(String task, State... states) {
        return child(task, -1, states);
    }

    Diary child(String task, int child, State... states) {
        for (State state : states) {
            journal.changed(index(task), child, State.Pending.NOW, state, at());
        }
        journal.publish();
        return this;
    }

    Diary failed(String task, int child, String trace) {
        journal.failed(index(task), child, 1, trace);
        return this;
    }

    Diary called(String task, int child, int attempt, String worker) {
        journal.called(index(task), child, attempt, worker);
        journal.publish();
        return this;
    }

    Diary artifact(String task, Artifact artifact) {
        journal.artifact(index(task), new TaskArtifact(task, -1, 1, at(), artifact));
        return this;
    }

    Diary answered(String task, String by, String answer) {
        journal.answered(index(task), -1, by, answer);
        return this;
    }

    Diary inside(String task, int child, String runId) {
        journal.began(index(task), child, runId);
        journal.publish();
        return this;
    }

    /** The process goes, whatever its run had come to. */
    Diary gone() {
        journal.rest(true);
        return this;
    }

    /** Another epoch begins, an hour later. */
    Diary resumed(String cause, ResumePlan.Item... plan) throws IOException {
        seconds += 3_600;
        journal = recorder.take(id)
                .orElseThrow()
                .goOn(opening(2, cause, List.of()), graph, () -> new ResumePlan(id, 2, List.of(plan)));
        flow(State.Pending.NOW);
        return flow(State.Running.FIRST);
    }
}
