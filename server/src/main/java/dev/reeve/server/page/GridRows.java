package dev.reeve.server.page;

import dev.reeve.api.GridRow;
import dev.reeve.server.ledger.FlowVersion;
import dev.reeve.server.ledger.GraphImage;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.TaskKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Runs as rows of a grid. */
final class GridRows {
    private GridRows() {}

    /** The tasks from one place to another, those that nothing happened to included; with their names if {@code named}. */
    static GridRow of(RunView run, FlowVersion version, List<GraphImage.Mark> marks, int from, int to, boolean named) {
        Map<Integer, GraphImage.Mark> byTask = new HashMap<>();
        marks.forEach(mark -> byTask.put(mark.key().task(), mark));
        int size = version.structure().tasks().size();
        List<GraphImage.Mark> row = new ArrayList<>();
        for (int task = from; task < Math.min(to, size); task++) {
            row.add(byTask.getOrDefault(task, new GraphImage.Mark(TaskKey.of(task), 0, 0, null, null, null)));
        }
        return new GridRow(
                run.id().toString(),
                run.name(),
                version.version(),
                run.state().name(),
                run.createdAt(),
                run.startedAt(),
                run.endedAt(),
                GraphImage.stateNames(),
                row.stream().mapToInt(mark -> mark.key().task()).toArray(),
                row.stream().mapToInt(GraphImage.Mark::state).toArray(),
                row.stream().mapToLong(mark -> Micros.of(mark.startedAt())).toArray(),
                row.stream().mapToLong(mark -> Micros.of(mark.endedAt())).toArray(),
                row.stream().mapToInt(GraphImage.Mark::attempt).toArray(),
                named ? row.stream().map(mark -> name(version, mark)).toList() : null,
                to < size ? to : null);
    }

    private static String name(FlowVersion version, GraphImage.Mark mark) {
        return version.structure().tasks().get(mark.key().task()).name();
    }
}
