package dev.reeve.engine;

import dev.reeve.ResumePlan;
import dev.reeve.Resumption;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.ParameterRecords;
import dev.reeve.engine.record.RecordedRun;
import dev.reeve.engine.record.Recorder;
import dev.reeve.engine.record.ResumedRun;
import dev.reeve.engine.record.TakenRecord;
import dev.reeve.engine.run.Journal;
import dev.reeve.engine.run.Shelf;
import dev.reeve.graph.FlowGraph;
import dev.reeve.spi.CodeLocation;
import dev.reeve.spi.Recording;
import dev.reeve.spi.RunRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A recorded run that is to go on: what it was asked, and what is asked of it now. Used by one thread. */
final class Continuing {
    private final RecordedRun run;
    private final @Nullable TakenRecord taken;
    private final RunRequest request;
    private final Resumption resumption;
    private final ParameterRecords parameters;

    private Continuing(
            RecordedRun run,
            @Nullable TakenRecord taken,
            RunRequest asked,
            Resumption resumption,
            ParameterRecords parameters) {
        this.run = run;
        this.taken = taken;
        this.resumption = resumption;
        this.parameters = parameters;
        this.request = merged(asked);
    }

    /** Takes the run, so that nobody else goes on with it meanwhile. */
    static Continuing take(RunRequest asked, Resumption resumption, Recorder recorder, ParameterRecords parameters) {
        TakenRecord taken;
        try {
            taken = recorder.take(resumption.runId()).orElseThrow(() -> unknown(resumption, recorder));
        } catch (IOException e) {
            throw unreadable(resumption, e);
        }
        try {
            return new Continuing(taken.run(), taken, asked, resumption, parameters);
        } catch (RuntimeException refused) {
            taken.release();
            throw refused;
        }
    }

    /** Only looks at it. */
    static Continuing look(RunRequest asked, Resumption resumption, Recorder recorder, ParameterRecords parameters) {
        try {
            RecordedRun run =
                    recorder.records().read(resumption.runId()).orElseThrow(() -> unknown(resumption, recorder));
            return new Continuing(run, null, asked, resumption, parameters);
        } catch (IOException e) {
            throw unreadable(resumption, e);
        }
    }

    private static IllegalArgumentException unknown(Resumption resumption, Recorder recorder) {
        return new IllegalArgumentException("There is no record of run \"" + resumption.runId() + "\" in "
                + recorder.records().location() + ". Runs are recorded there if records.enabled is true, or"
                + " RunOptions.recorded(true) is given; records.directory names another place.");
    }

    private static UncheckedIOException unreadable(Resumption resumption, IOException e) {
        return new UncheckedIOException(
                "The record of run \"" + resumption.runId() + "\" cannot be read: " + e.getMessage(), e);
    }

    /** What was asked first, where nothing else is asked now. */
    private RunRequest merged(RunRequest asked) {
        FlowGraph graph = asked.graph();
        Opening before = run.opening();
        if (!before.flow().equals(graph.name())) {
            throw new IllegalArgumentException("Run " + run.id() + " is one of flow \"" + before.flow()
                    + "\", not of flow \"" + graph.name() + "\". Resume it with its own flow.");
        }
        Map<String, @Nullable Object> values = parameters.values(graph, before.parameters(), asked.parameters());
        Set<String> resumed = new LinkedHashSet<>(before.options().resumed());
        resumed.removeIf(task -> graph.node(task).isEmpty() && task.indexOf('/') < 0);
        resumed.addAll(asked.resumed());
        return new RunRequest(
                graph,
                values,
                asked.runName(),
                asked.executor(),
                asked.results(),
                asked.checkpointing() == null
                        ? Boolean.valueOf(before.options().checkpointing())
                        : asked.checkpointing(),
                asked.serializer(),
                asked.secrets(),
                asked.time(),
                asked.zone() == null ? ZoneId.of(before.zone()) : asked.zone(),
                asked.scheduled() == null ? before.scheduled() : asked.scheduled(),
                asked.deadline() == null ? before.options().deadline() : asked.deadline(),
                asked.grace() == null ? before.options().grace() : asked.grace(),
                resumed,
                asked.limits().orElse(before.options().limits()),
                asked.watchers(),
                recording(asked.recording(), before));
    }

    private static Recording recording(Recording asked, Opening before) {
        return new Recording(
                asked.enabled(),
                asked.directory(),
                asked.code().equals(CodeLocation.UNKNOWN) ? before.code() : asked.code(),
                before.runId(),
                before.parent(),
                null,
                asked.occasion() == null ? before.occasion() : asked.occasion());
    }

    RunRequest request() {
        return request;
    }

    RunIdentity identity() {
        return new RunIdentity(run.id(), run.name(), epoch());
    }

    int epoch() {
        return run.opening().epoch() + 1;
    }

    /** Where results were kept; empty if nowhere that outlives a process. */
    String results() {
        return run.opening().results().location();
    }

    /** What began the epoch, in words. */
    String cause() {
        String task = resumption.task();
        if (resumption.reuse() == Resumption.Reuse.NOTHING) {
            return Opening.ANEW;
        }
        return task == null
                ? "resumed"
                : "again from " + task + (resumption.child() < 0 ? "" : "[" + resumption.child() + "]");
    }

    ResumedRun restored(Shelf shelf) {
        return planned(shelf);
    }

    ResumePlan plan(Shelf shelf) {
        return planned(shelf).plan();
    }

    private ResumedRun planned(Shelf shelf) {
        return ResumedRun.of(
                request.graph(), run, parameters.of(request.graph(), request.parameters()), resumption, shelf);
    }

    /** Begins the epoch in the record. */
    Journal goOn(Opening opening, ResumedRun restored) {
        try {
            return Objects.requireNonNull(taken).goOn(opening, request.graph(), restored::plan);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "The record of run \"" + run.id() + "\" cannot be written on: " + e.getMessage()
                            + ". Records need a directory with space left that this process may write.",
                    e);
        }
    }

    /** It does not go on after all. */
    void release() {
        if (taken != null) {
            taken.release();
        }
    }
}
