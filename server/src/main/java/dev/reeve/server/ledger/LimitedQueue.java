package dev.reeve.server.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jdbi.v3.core.Handle;

/**
 * Takes runs from the queue so that no label goes on more often than its limit. One claim at a time does, over all servers
 * of the database, while there are limits. What counts is who holds a run: a place is free the moment the run ends, waits,
 * or is taken from an agent that was not heard of, with nothing to give back.
 */
final class LimitedQueue {
    private static final String ONE_AT_A_TIME = "select pg_advisory_xact_lock(hashtext('reeve label limits'))";

    private static final String ROOM = """
            select c.name, c.most - (select count(*) from run_lease l join run_input i using (run_id)
                where c.name = any(i.labels)) as room
            from concurrency_limit c where c.kind = 'label'
            """;

    private static final String SETS = "select id, labels from label_set where labels <@ cast(:labels as text[])";

    private static final String NEXT = """
            select n.run_id, n.label_set from unnest(cast(:sets as int[])) as s(id) cross join lateral
                (select run_id, label_set, priority, due_at from run_queue u where u.label_set = s.id and u.due_at <= now()
                 order by priority desc, due_at limit :most for update skip locked) n
            order by n.priority desc, n.due_at limit :most
            """;

    private final Handle handle;
    private final Map<String, Long> room = new HashMap<>();
    private final Map<Integer, List<String>> sets = new HashMap<>();
    private final List<UUID> taken = new ArrayList<>();

    private record Waiting(UUID run, int set) {}

    private LimitedQueue(Handle handle) {
        this.handle = handle;
    }

    /** The runs that are no longer in the queue, most urgent first; at most that many. */
    static List<UUID> take(Handle handle, String[] labels, int most) {
        handle.execute(ONE_AT_A_TIME);
        LimitedQueue queue = new LimitedQueue(handle);
        queue.look(labels);
        while (queue.taken.size() < most && !queue.sets.isEmpty() && queue.more(most)) {
            // again without those that are full now: they keep back nobody else
        }
        queue.remove();
        return queue.taken;
    }

    private void look(String[] labels) {
        handle.createQuery(ROOM)
                .map((row, context) -> Map.entry(row.getString("name"), row.getLong("room")))
                .forEach(each -> room.put(each.getKey(), each.getValue()));
        handle.createQuery(SETS)
                .bindArray("labels", String.class, (Object[]) labels)
                .map((row, context) -> Map.entry(row.getInt("id"), Rows.texts(row, "labels")))
                .forEach(each -> sets.put(each.getKey(), each.getValue()));
        dropFull();
    }

    private boolean free(List<String> labels) {
        return labels.stream().allMatch(label -> room.getOrDefault(label, Long.MAX_VALUE) > 0);
    }

    private boolean dropFull() {
        return sets.values().removeIf(labels -> !free(labels));
    }

    /** Whether looking once more may find others. */
    private boolean more(int most) {
        List<Waiting> waiting = handle.createQuery(NEXT)
                .bindArray("sets", Integer.class, sets.keySet())
                .bind("most", most)
                .map((row, context) -> new Waiting(row.getObject("run_id", UUID.class), row.getInt("label_set")))
                .list();
        Set<UUID> before = new HashSet<>(taken);
        for (Waiting each : waiting) {
            List<String> labels = sets.get(each.set());
            if (taken.size() < most && !before.contains(each.run()) && labels != null && free(labels)) {
                taken.add(each.run());
                labels.forEach(label -> room.computeIfPresent(label, (name, left) -> left - 1));
            }
        }
        return dropFull();
    }

    private void remove() {
        if (!taken.isEmpty()) {
            handle.createUpdate("delete from run_queue where run_id = any(cast(:runs as uuid[]))")
                    .bindArray("runs", UUID.class, taken)
                    .execute();
        }
    }
}
