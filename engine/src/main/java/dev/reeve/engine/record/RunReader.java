package dev.reeve.engine.record;

import dev.reeve.artifact.Artifact;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.spi.RunView;
import dev.reeve.spi.Time;
import dev.reeve.state.State;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts a record together from its frames. */
final class RunReader implements EventReader.Events, RecordedTrace.Failures, RecordedWorker.Calls, PlanCode.Reasons {
    private final StructureFiles structures;
    private final List<Opening> openings = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private final Histories histories = new Histories();
    private final Map<String, RecordedTask> tasks = new LinkedHashMap<>();
    private final List<RunView.Entry> flow = new ArrayList<>();
    private Structure structure = Structure.UNKNOWN;
    private String structureHash = "";
    private int planned;
    private final List<RecordedTask> byNode = new ArrayList<>();
    private EventReader events = new EventReader();

    RunReader(StructureFiles structures) {
        this.structures = structures;
    }

    /** The run, as far as the record is whole; null if not even its beginning is. */
    @Nullable
    RecordedRun read(String name, RecordStorage.Content file, boolean alive) throws IOException {
        FrameScan scan = new FrameScan(file);
        long began = scan.at();
        for (FrameScan.Frame frame = scan.next(); frame != null; frame = scan.next()) {
            try {
                take(frame);
            } catch (DamagedRecordException e) {
                scan.refuse(frame, began, String.valueOf(e.getMessage()));
            }
            began = scan.at();
        }
        if (openings.isEmpty()) {
            return null;
        }
        if (!scan.damage().isEmpty() && !alive) { // else it is perhaps being written this moment
            notes.add("The record is damaged: " + scan.damage() + ". What is before it counts.");
        }
        return new RecordedRun(
                name,
                openings,
                new RecordedRun.Shape(structure, structureHash, planned == openings.size()),
                tasks,
                flow,
                notes,
                scan.at(),
                alive);
    }

    private void take(FrameScan.Frame frame) throws IOException {
        Scan content = frame.content();
        switch (frame.kind()) {
            case Frames.OPENING -> open(OpeningCode.read(content));
            case Frames.STRUCTURE -> shape(new Fields.Reader(content).text(1));
            case Frames.EVENTS -> events.read(content, this);
            case Frames.REST -> Rest.read(content); // says nothing that was not said before it
            case Frames.FAILURE -> RecordedTrace.read(content, openings.size(), this);
            case Frames.CALLED -> RecordedWorker.read(content, openings.size(), this);
            case Frames.PLAN -> {
                planned = openings.size();
                PlanCode.read(content, openings.size(), this);
            }
            case Frames.INCOMPLETE ->
                notes.add("The record is incomplete: " + new Fields.Reader(content).text(1) + ".");
            default ->
                notes.add("The record has a part of kind " + frame.kind() + ", which this version does not know.");
        }
    }

    private void open(Opening opening) {
        openings.add(opening);
        if (flow.isEmpty()) {
            flow.add(new RunView.Entry(State.Pending.NOW, opening.began()));
        }
        events = new EventReader();
        tasks.values().forEach(RecordedTask::opened);
        byNode.clear(); // until the structure comes; that of before stands, if the process ended before it was written
    }

    private void shape(String hash) throws IOException {
        structureHash = hash;
        Structure read = structures.read(hash);
        if (read == null) {
            structure = Structure.UNKNOWN;
            notes.add("The structure of the flow (" + hash + ") is missing or damaged: tasks go by their place in it.");
            return;
        }
        structure = read;
        long since = EventWriter.nanos(openings.getLast().began());
        for (Structure.Node node : read.nodes()) {
            byNode.add(tasks.computeIfAbsent(node.name(), key -> new RecordedTask(key, histories, since)));
        }
    }

    private RecordedTask task(int node, int child) throws DamagedRecordException {
        if (node < 0 || openings.isEmpty()) {
            throw new DamagedRecordException("a task is expected");
        }
        RecordedTask task;
        if (node < byNode.size()) {
            task = byNode.get(node);
        } else if (structure.nodes().isEmpty() && node < 1 << 24) {
            task = tasks.computeIfAbsent(
                    "#" + node,
                    key -> new RecordedTask(
                            key, histories, EventWriter.nanos(openings.getLast().began())));
        } else {
            throw new DamagedRecordException("there is no task " + node);
        }
        if (child >= 0 && !task.mayHave(child)) {
            throw new DamagedRecordException("task \"" + task.name() + "\" has no child " + child);
        }
        return task;
    }

    @Override
    public void changed(int node, int child, State to, long at) throws DamagedRecordException {
        if (node < 0) {
            flow.add(new RunView.Entry(to, Time.instant(at)));
        } else {
            task(node, child).changed(child, to, at);
        }
    }

    @Override
    public void stored(int node, int child, String key, String hash) throws DamagedRecordException {
        task(node, child).stored(child, new Stored(key, hash));
    }

    @Override
    public void failed(int node, int child, RecordedTrace trace) throws DamagedRecordException {
        task(node, child).failed(child, trace);
    }

    @Override
    public void called(int node, int child, RecordedWorker worker) throws DamagedRecordException {
        task(node, child).called(child, worker);
    }

    @Override
    public void planned(String name, RecordedReason reason) {
        RecordedTask task = tasks.get(name);
        if (task != null) {
            task.planned(reason);
        }
    }

    @Override
    public void turned(int node, int child, int turn, String key, String hash) throws DamagedRecordException {
        task(node, child).turned(child, new RecordedTurn(turn, new Stored(key, hash)));
    }

    @Override
    public void answered(int node, int child, String by, String answer) throws DamagedRecordException {
        task(node, child).answered(child, new RecordedAnswer(by, answer));
    }

    @Override
    public void artifact(int node, int child, int attempt, Instant at, Artifact artifact)
            throws DamagedRecordException {
        RecordedTask task = task(node, child);
        task.artifact(child, new TaskArtifact(task.name(), child, attempt, at, artifact));
    }

    @Override
    public void began(int node, int child, String runId) throws DamagedRecordException {
        task(node, child).began(child, runId);
    }
}
