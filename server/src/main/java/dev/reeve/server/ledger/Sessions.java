package dev.reeve.server.ledger;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Agents that are connected. A session is the lease of all runs that it holds; its time is that of the database. */
final class Sessions {
    private static final String UNTIL = "clock_timestamp() + ? * interval '1 millisecond'";

    private final Tables tables;
    private final Duration lease;

    Sessions(Tables tables, Duration lease) {
        this.tables = tables;
        this.lease = lease;
    }

    AgentSession connect(String agent, List<String> given, AgentAbout about) {
        List<String> labels = Labels.checked(given);
        return tables.withHandle(handle -> handle.createQuery(
                        "insert into agent_session (agent, labels, lasts_until, host, slots, version) values (?, ?, "
                                + UNTIL + ", ?, ?, ?) returning id, lasts_until")
                .bind(0, Texts.message(agent))
                .bindArray(1, String.class, labels)
                .bind(2, lease.toMillis())
                .bind(3, Texts.message(about.host()))
                .bind(4, about.slots())
                .bind(5, Texts.message(about.version()))
                .map((row, context) ->
                        new AgentSession(row.getLong("id"), agent, labels, Rows.instant(row, "lasts_until"), false))
                .one());
    }

    /** One that nobody missed yet may be late. */
    Heartbeat heartbeat(long session) {
        return tables.inTransaction(handle -> {
            Optional<Instant> until = handle.createQuery("update agent_session set lasts_until = " + UNTIL
                            + " where id = ? and ended_at is null returning lasts_until")
                    .bind(0, lease.toMillis())
                    .bind(1, session)
                    .map((row, context) -> Rows.instant(row, "lasts_until"))
                    .findOne();
            if (until.isEmpty()) {
                return new Heartbeat.Lapsed();
            }
            List<Heartbeat.CancelRequest> cancel = handle.createQuery("""
                            select c.* from cancel_request c join run_lease l using (run_id)
                            where l.session = ? order by c.requested_at
                            """)
                    .bind(0, session)
                    .map((row, context) -> new Heartbeat.CancelRequest(
                            row.getObject("run_id", UUID.class),
                            row.getString("requested_by"),
                            row.getString("reason"),
                            row.getObject("grace_seconds", Integer.class)))
                    .list();
            return new Heartbeat.Alive(until.get(), cancel);
        });
    }

    /** It is given nothing from here on: a claim holds the row. Whether the session goes on; since when it drains stays. */
    boolean drain(long session) {
        return tables.withHandle(handle -> handle.createUpdate(
                                "update agent_session set drains_since = coalesce(drains_since, clock_timestamp())"
                                        + " where id = ? and ended_at is null")
                        .bind(0, session)
                        .execute())
                > 0;
    }

    /** It is missed at once. Ended here and not by the sweep after it: that skips a session which another sweep ends. */
    void disconnect(long session) {
        tables.useHandle(handle -> handle.createUpdate("update agent_session set lasts_until = '-infinity', "
                        + "ended_at = clock_timestamp() where id = ? and ended_at is null")
                .bind(0, session)
                .execute());
    }

    /** Forgets those that ended a week ago and hold nothing. */
    void tidy() {
        tables.useHandle(handle -> handle.execute("""
                delete from agent_session s where s.ended_at < clock_timestamp() - interval '7 days'
                and not exists (select from run_lease l where l.session = s.id)
                """));
    }

    /** What it holds, by number: an agent asks after an answer got lost. */
    List<Claimed> held(long session) {
        return tables.withHandle(handle -> handle.createQuery("""
                        select l.run_id, l.epoch, l.seq, f.version_id from run_lease l join flow_run f on f.id = l.run_id
                        where l.session = ? order by l.run_id
                        """)
                .bind(0, session)
                .map((row, context) -> new Claimed(
                        row.getObject("run_id", UUID.class),
                        row.getInt("epoch"),
                        row.getInt("seq"),
                        row.getInt("version_id")))
                .list());
    }

    /** Those that are connected, the newest first. */
    List<AgentSession> connected() {
        return tables.withHandle(handle -> handle.createQuery(
                        "select * from agent_session where ended_at is null order by id desc")
                .map((row, context) -> new AgentSession(
                        row.getLong("id"),
                        row.getString("agent"),
                        Rows.texts(row, "labels"),
                        Rows.instant(row, "lasts_until"),
                        row.getObject("drains_since") != null))
                .list());
    }
}
