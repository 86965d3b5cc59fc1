package dev.reeve.server.hook;

import dev.reeve.api.HookTarget;
import dev.reeve.api.NewHook;
import dev.reeve.server.http.WireJson;
import dev.reeve.server.ledger.StoredStates;
import dev.reeve.server.secret.Seal;
import dev.reeve.server.secret.Sealed;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** Hooks in the database. Thread-safe. */
final class HookStore {
    private final Seal seal;

    HookStore(Seal seal) {
        this.seal = seal;
    }

    static List<HookRow> list(Handle handle, int project) {
        return handle.createQuery(HookRow.SELECT + "where k.project_id = ? order by k.name")
                .bind(0, project)
                .map((row, context) -> HookRow.of(row))
                .list();
    }

    static Optional<HookRow> find(Handle handle, UUID id) {
        return handle.createQuery(HookRow.SELECT + "where k.id = ?")
                .bind(0, id)
                .map((row, context) -> HookRow.of(row))
                .findOne();
    }

    /** The flow of that name, which stays there until the transaction ends. */
    static Optional<Integer> flow(Handle handle, int project, String name) {
        return handle.createQuery("select id from flow where project_id = ? and name = ? for key share")
                .bind(0, project)
                .bind(1, name)
                .mapTo(Integer.class)
                .findOne();
    }

    /** Empty if there is one of that name in the project, which is held by the caller. */
    Optional<HookRow> create(
            Handle handle, int project, @Nullable Integer flow, NewHook wanted, HookTarget target, String by) {
        UUID id = UUID.randomUUID();
        long version = handle.createQuery("select nextval('secret_version')")
                .mapTo(Long.class)
                .one();
        Sealed sealed = seal.seal(HookRow.about(id, project, version), WireJson.text(target));
        int made = handle.createUpdate("""
                        insert into hook (id, project_id, flow_id, name, states, late_after_ms, long_after_ms, agent_lost,
                            missed_schedule, channel, leads_to, version, key_id, sealed, created_by)
                        values (:id, :project, cast(:flow as int), :name, cast(:states as smallint[]), cast(:late as bigint),
                            cast(:long as bigint), :agent, :missed, :channel, :leads, :version, :key, :sealed, :by)
                        on conflict (project_id, name) do nothing
                        """)
                .bind("id", id)
                .bind("project", project)
                .bindByType("flow", flow, Integer.class)
                .bind("name", wanted.name())
                .bindArray(
                        "states",
                        Integer.class,
                        wanted.states().stream()
                                .distinct()
                                .map(StoredStates::code)
                                .toList())
                .bindByType("late", millis(wanted.lateAfterSeconds()), Long.class)
                .bindByType("long", millis(wanted.longAfterSeconds()), Long.class)
                .bind("agent", wanted.agentLost())
                .bind("missed", wanted.missedSchedule())
                .bind("channel", target.kind().name().toLowerCase(Locale.ROOT))
                .bind("leads", Addressed.shown(target))
                .bind("version", version)
                .bind("key", sealed.keyId())
                .bind("sealed", sealed.bytes())
                .bind("by", by)
                .execute();
        return made == 0 ? Optional.empty() : find(handle, id);
    }

    private static @Nullable Long millis(@Nullable Integer seconds) {
        return seconds == null ? null : (Long) (seconds * 1_000L);
    }

    static void delete(Handle handle, UUID id) {
        handle.createUpdate("delete from hook where id = ?").bind(0, id).execute();
        handle.createUpdate("delete from hook_event where hook_id = ?")
                .bind(0, id)
                .execute();
    }

    /** It tells again, what happens from now on. */
    static void enable(Handle handle, UUID id) {
        handle.createUpdate(
                        "update hook set disabled_at = null, disabled_why = null, failing_since = null, failures = 0,"
                                + " busy_until = '-infinity' where id = ?")
                .bind(0, id)
                .execute();
    }

    /** What it told and has to tell, the newest first. */
    static List<HookEvent> events(Handle handle, UUID hook, int most) {
        return handle.createQuery("select * from hook_event where hook_id = ? order by made_at desc, id limit ?")
                .bind(0, hook)
                .bind(1, most)
                .map((row, context) -> HookEvent.of(row))
                .list();
    }

    /** A sample, kept from the threads that deliver. */
    static HookEvent test(Handle handle, UUID hook) {
        return handle.createQuery("insert into hook_event (hook_id, kind, at, due_at)"
                        + " values (?, 'test', now(), 'infinity') returning *")
                .bind(0, hook)
                .map((row, context) -> HookEvent.of(row))
                .one();
    }
}
