package dev.reeve.server.page;

import dev.reeve.api.RunGraph;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.FlowStructure.Upstream;
import dev.reeve.server.ledger.GraphImage;
import dev.reeve.server.ledger.TaskKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** A run's tasks as columns. Nodes that nothing happened to yet are Pending. */
final class Columns {
    private static final int[] NONE = {};

    private final GraphImage image;
    private final FlowStructure structure;
    private final Map<TaskKey, GraphImage.Mark> marks = new HashMap<>();

    private Columns(GraphImage image, FlowStructure structure) {
        this.image = image;
        this.structure = structure;
        image.marks().forEach(mark -> marks.put(mark.key(), mark));
    }

    static RunGraph of(GraphImage image, FlowStructure structure) {
        return new Columns(image, structure).columns();
    }

    private RunGraph columns() {
        List<GraphImage.Mark> rows = new ArrayList<>();
        for (int task = 0; task < structure.tasks().size(); task++) {
            TaskKey key = TaskKey.of(task);
            rows.add(marks.getOrDefault(key, new GraphImage.Mark(key, 0, 0, null, null, null, null)));
        }
        image.marks().stream().filter(mark -> mark.key().child()).forEach(rows::add);
        List<String> workers = rows.stream()
                .map(GraphImage.Mark::worker)
                .filter(Objects::nonNull)
                .distinct()
                .sorted()
                .toList();
        return new RunGraph(
                image.rev(),
                GraphImage.stateNames(),
                rows.stream().mapToInt(row -> row.key().task()).toArray(),
                rows.stream().mapToInt(row -> row.key().index()).toArray(),
                rows.stream().mapToInt(GraphImage.Mark::state).toArray(),
                rows.stream().mapToLong(this::sched).toArray(),
                rows.stream().mapToLong(row -> Micros.of(row.queued())).toArray(),
                rows.stream().mapToLong(row -> Micros.of(row.startedAt())).toArray(),
                rows.stream().mapToLong(row -> Micros.of(row.endedAt())).toArray(),
                rows.stream().mapToInt(GraphImage.Mark::attempt).toArray(),
                workers,
                workers.isEmpty() ? NONE : places(rows, workers),
                image.mapped(),
                image.cut(),
                inner());
    }

    private static int[] places(List<GraphImage.Mark> rows, List<String> workers) {
        Map<String, Integer> places = new HashMap<>();
        workers.forEach(worker -> places.put(worker, places.size()));
        return rows.stream()
                .mapToInt(row -> row.worker() == null ? -1 : places.getOrDefault(row.worker(), -1))
                .toArray();
    }

    private Map<String, String> inner() {
        Map<String, String> inner = new TreeMap<>();
        image.inner().forEach((key, run) -> inner.put(key.task() + ":" + key.index(), run.toString()));
        return inner;
    }

    /** When it could begin. A child may, before all of the mapped task ended that it reads one element of. */
    private long sched(GraphImage.Mark row) {
        long first = row.queued() != null ? Micros.of(row.queued()) : Micros.of(row.startedAt());
        long ready = Micros.of(image.startedAt());
        for (Upstream upstream : structure.tasks().get(row.key().task()).upstreams()) {
            GraphImage.Mark above = marks.get(TaskKey.of(upstream.task()));
            if (above == null || above.endedAt() == null) {
                return first;
            }
            ready = Math.max(ready, Micros.of(above.endedAt()));
        }
        return first != 0 && first < ready ? first : ready;
    }
}
