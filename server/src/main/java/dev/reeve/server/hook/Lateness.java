package dev.reeve.server.hook;

import org.jdbi.v3.core.Jdbi;

/** Looks for runs that wait or last too long for somebody, each told once an epoch. Any number of servers may look. */
final class Lateness {
    private static final String LATE = """
            insert into hook_event (hook_id, kind, run_id, seq, said, at)
            select k.id, 'late_start', r.id, r.epoch, (k.late_after_ms / 1000)::text, now()
            from hook k join run_queue q on q.due_at < now() - k.late_after_ms * interval '1 millisecond'
                join flow_run r on r.id = q.run_id
            where k.late_after_ms is not null and k.disabled_at is null and r.project_id = k.project_id
                and (k.flow_id is null or k.flow_id = r.flow_id)
                and not exists (select from hook_event e where e.hook_id = k.id and e.run_id = r.id
                    and e.kind = 'late_start' and e.seq = r.epoch)
            on conflict do nothing
            """;

    /** From the beginning of the epoch: one that is resumed a day later did not run all that day. */
    private static final String LONG = """
            insert into hook_event (hook_id, kind, run_id, seq, said, at)
            select k.id, 'long_run', r.id, l.epoch, (k.long_after_ms / 1000)::text, now()
            from hook k join flow_run r on r.project_id = k.project_id join run_lease l on l.run_id = r.id
            where k.long_after_ms is not null and k.disabled_at is null
                and (k.flow_id is null or k.flow_id = r.flow_id)
                and (select min(h.at) from state_history h where h.run_id = r.id and h.epoch = l.epoch
                    and h.task is null and h.state = 5) < now() - k.long_after_ms * interval '1 millisecond'
                and not exists (select from hook_event e where e.hook_id = k.id and e.run_id = r.id
                    and e.kind = 'long_run' and e.seq = l.epoch)
            on conflict do nothing
            """;

    private final Jdbi database;

    Lateness(Jdbi database) {
        this.database = database;
    }

    /** Answers how many there were. */
    int look() {
        return database.withHandle(handle ->
                handle.createUpdate(LATE).execute() + handle.createUpdate(LONG).execute());
    }
}
