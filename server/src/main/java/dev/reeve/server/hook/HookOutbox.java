package dev.reeve.server.hook;

import java.time.Instant;
import java.time.ZoneOffset;
import org.jdbi.v3.core.Handle;

/**
 * What is to be told, written in the transaction of what happened: it is told if and only if that is committed. What becomes
 * of runs the ledger writes by itself. Costs one look at the hooks where nobody is to be told.
 */
public final class HookOutbox {
    private HookOutbox() {}

    /**
     * A run that a schedule asked for will not be.
     *
     * @param at when it should have begun
     * @param why as the end of a sentence about it, such as {@code the server was not there}
     * @return how many hooks will tell it
     */
    public static int addMissedSchedule(Handle transaction, int project, int flow, Instant at, String why) {
        return transaction
                .createUpdate("""
                        insert into hook_event (hook_id, kind, flow, said, at)
                        select k.id, 'missed_schedule', coalesce((select name from flow where id = :flow), ''), :why, :at
                        from hook k
                        where k.project_id = :project and (k.flow_id is null or k.flow_id = :flow)
                            and k.missed_schedule and k.disabled_at is null
                        """)
                .bind("project", project)
                .bind("flow", flow)
                .bind("why", why)
                .bind("at", at.atOffset(ZoneOffset.UTC))
                .execute();
    }
}
