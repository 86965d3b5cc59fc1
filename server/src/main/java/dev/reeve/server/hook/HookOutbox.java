package dev.reeve.server.hook;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What is to be told, written in the transaction of what happened: it is told if and only if that is committed. What becomes
 * of runs the ledger writes by itself. Costs one look at the hooks where nobody is to be told.
 */
public final class HookOutbox {
    private HookOutbox() {}

    /**
     * A run that a schedule asked for and that will not be, or several.
     *
     * @param at when it should have begun
     * @param why as the end of a sentence about it, such as {@code the server was not there}
     */
    public record MissedSchedule(int flow, Instant at, String why) {}

    /** Each is told once by each hook that is about it; answers how many messages that makes. */
    public static int addMissedSchedules(Handle transaction, List<MissedSchedule> missed) {
        if (missed.isEmpty()) {
            return 0;
        }
        return transaction
                .createUpdate("""
                        insert into hook_event (hook_id, kind, flow, said, at)
                        select k.id, 'missed_schedule', f.name, b.why, b.at
                        from unnest(cast(:flows as int[]), cast(:times as timestamptz[]), cast(:whys as text[]))
                            as b(flow_id, at, why)
                        join flow f on f.id = b.flow_id
                        join hook k on k.project_id = f.project_id and (k.flow_id is null or k.flow_id = f.id)
                        where k.missed_schedule and k.disabled_at is null
                        """)
                .bindArray(
                        "flows",
                        Integer.class,
                        missed.stream().map(MissedSchedule::flow).toList())
                .bindArray(
                        "times",
                        String.class,
                        missed.stream()
                                .map(each -> each.at().atOffset(ZoneOffset.UTC).toString())
                                .toList())
                .bindArray(
                        "whys",
                        String.class,
                        missed.stream().map(MissedSchedule::why).toList())
                .execute();
    }
}
