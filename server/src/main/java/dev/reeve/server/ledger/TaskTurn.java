package dev.reeve.server.ledger;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * A task that waits for its turn, for a place among those with a tag.
 *
 * @param tag the one that lacks most
 * @param most how many tasks with it go on at once
 * @param holders names of the runs whose tasks have those places
 * @param ahead how many tasks with the tag wait before it
 */
public record TaskTurn(TaskKey task, Instant since, String tag, int most, List<String> holders, long ahead) {
    private static final int MOST_TOLD = 100;

    private static final String WAITING = """
            select w.task, w.map_index, w.since, c.name, c.most,
                (select count(*) from task_wait o join run_lease l on l.run_id = o.run_id and l.epoch = o.epoch
                    where c.name = any(o.tags) and o.lasts_until > clock_timestamp()
                    and (-o.priority, -o.urgency, o.since, o.run_id, o.inner_run, o.task, o.map_index)
                        < (-w.priority, -w.urgency, w.since, w.run_id, w.inner_run, w.task, w.map_index)) as ahead
            from task_wait w cross join lateral (select c.* from concurrency_limit c
                where c.kind = 'tag' and c.name = any(w.tags)
                order by c.most - (select count(*) from task_place p
                    join run_lease l on l.run_id = p.run_id and l.epoch = p.epoch where c.name = any(p.tags)), c.name
                limit 1) c
            where (w.run_id = :run and w.within is null) or w.inner_run = :run
            order by w.task, w.map_index limit :most
            """;

    private static final String HOLDERS = """
            select i.name from task_place p join run_lease l on l.run_id = p.run_id and l.epoch = p.epoch
            join run_input i on i.run_id = p.run_id where :tag = any(p.tags)
            group by i.name order by min(p.turn) limit :most
            """;

    public TaskTurn {
        holders = List.copyOf(holders);
    }

    static List<TaskTurn> of(Handle handle, UUID run) {
        List<TaskTurn> turns = new ArrayList<>();
        handle.createQuery(WAITING)
                .bind("run", run)
                .bind("most", MOST_TOLD)
                .map((row, context) -> new TaskTurn(
                        new TaskKey(row.getInt("task"), row.getInt("map_index")),
                        Rows.instant(row, "since"),
                        row.getString("name"),
                        row.getInt("most"),
                        List.of(),
                        row.getLong("ahead")))
                .forEach(turns::add);
        turns.replaceAll(turn -> turn.heldBy(handle.createQuery(HOLDERS)
                .bind("tag", turn.tag())
                .bind("most", MOST_TOLD)
                .mapTo(String.class)
                .list()));
        return turns;
    }

    private TaskTurn heldBy(List<String> names) {
        return new TaskTurn(task, since, tag, most, names, ahead);
    }
}
