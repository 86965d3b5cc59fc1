package dev.reeve.server.ledger;

import dev.reeve.server.ledger.Steered.Asked;
import dev.reeve.server.ledger.Steered.Done;
import dev.reeve.server.ledger.Steered.Refused;
import dev.reeve.server.ledger.Steered.Unknown;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * Runs that wait for people. Their runner lets go of them, so that nobody holds them while they wait; an answer puts them
 * into the queue again, and so does the time at which the first of their task runs waits no longer.
 */
final class Resting {
    private static final String ASK = """
            insert into run_question (run_id, path, epoch, question)
            select l.run_id, :path, l.epoch, :question::json from
                (select run_id, epoch from run_lease where run_id = :run and epoch = :epoch for share) l
            on conflict (run_id, path) do update set epoch = excluded.epoch, question = excluded.question
            """;

    /** The identifier and the question that it answered, of who holds the run. */
    private static final String HEARD = """
            with l as (select run_id from run_lease where run_id = :run and epoch = :epoch for share),
            a as (delete from run_answer using l where run_answer.run_id = l.run_id and id = :id returning path)
            delete from run_question q using a where q.run_id = :run and q.path = a.path
            """;

    private static final String LET_GO = """
            delete from run_lease l using flow_run f where l.run_id = ? and l.epoch = ? and f.id = l.run_id and f.state = ?
            returning l.seq
            """;

    /** At once if there is something to be told, else when the first of its task runs waits no longer; never if none. */
    private static final String QUEUE = """
            insert into run_queue (run_id, label_set, priority, due_at)
            select i.run_id, s.id, i.priority, d.due from run_input i join label_set s on s.labels = i.labels,
                (select case when exists (select from run_answer where run_id = :run)
                        or exists (select from cancel_request where run_id = :run) then now()
                    else (select min((detail->>'until')::timestamptz) from task_run
                        where run_id = :run and state = :paused and detail->>'until' is not null) end as due) d
            where i.run_id = :run and d.due is not null on conflict (run_id) do nothing
            """;

    /** Only one that asks: others may be in the queue for a later time. */
    private static final String WAKE = """
            update run_queue set due_at = least(due_at, now()) where run_id = :run
                and exists (select from run_question where run_id = :run and path = :path)
            """;

    private final Tables tables;

    Resting(Tables tables) {
        this.tables = tables;
    }

    /** Keeps what task runs ask; nothing of one that does not hold the run. */
    void ask(UUID run, int epoch, List<PutQuestion> questions) {
        Map<String, PutQuestion> last = new LinkedHashMap<>();
        questions.forEach(each -> last.put(each.path(), each));
        tables.useTransaction(handle -> last.values()
                .forEach(each -> handle.createUpdate(ASK)
                        .bind("run", run)
                        .bind("epoch", epoch)
                        .bind("path", Texts.message(each.path()))
                        .bind("question", Texts.clean(each.question()))
                        .execute()));
    }

    /** A runner took answers, or they were of no use. */
    void heard(UUID run, int epoch, List<Long> answers) {
        tables.useTransaction(handle -> answers.forEach(id -> handle.createUpdate(HEARD)
                .bind("run", run)
                .bind("epoch", epoch)
                .bind("id", id)
                .execute()));
    }

    List<PutQuestion> questions(UUID run) {
        return tables.withHandle(
                handle -> handle.createQuery("select path, question from run_question where run_id = ? order by path")
                        .bind(0, run)
                        .map((row, context) -> new PutQuestion(row.getString("path"), row.getString("question")))
                        .list());
    }

    List<GivenAnswer> answers(UUID run) {
        return tables.withHandle(handle -> handle.createQuery("select * from run_answer where run_id = ? order by id")
                .bind(0, run)
                .map((row, context) -> new GivenAnswer(
                        row.getLong("id"), row.getString("path"), row.getString("answered_by"), row.getString("value")))
                .list());
    }

    /** Its runner holds it no longer: it waits for people. Refused if it does not, or is another's by now. */
    Steered letGo(UUID run, int epoch) {
        return tables.inTransaction(handle -> {
            Optional<Integer> seq = handle.createQuery(LET_GO)
                    .bind(0, run)
                    .bind(1, epoch)
                    .bind(2, StateColumns.code("Paused"))
                    .mapTo(Integer.class)
                    .findOne();
            RunRow row = RunRow.lock(handle, run);
            if (row == null) {
                return new Unknown();
            }
            if (seq.isEmpty()) {
                return new Refused("run " + run + ", which is " + row.state().name() + " in epoch " + row.epoch()
                        + ", is not held in epoch " + epoch + " to wait for a person");
            }
            handle.createUpdate("update flow_run set seq = greatest(seq, ?) where id = ?")
                    .bind(0, seq.get())
                    .bind(1, run)
                    .execute();
            queue(handle, run);
            return new Done();
        });
    }

    private static void queue(Handle handle, UUID run) {
        handle.createUpdate(QUEUE)
                .bind("run", run)
                .bind("paused", StateColumns.code("Paused"))
                .execute();
    }

    /**
     * Keeps an answer for the run: done if the run is queued to be told, asked if its runner is.
     *
     * @param value JSON; null: a mere go-ahead
     */
    Steered answer(UUID run, String path, String by, @Nullable String value) {
        return tables.inTransaction(handle -> {
            // first, as who claims does: whoever comes second finds it gone
            int queued = handle.createUpdate(WAKE)
                    .bind("run", run)
                    .bind("path", path)
                    .execute();
            RunRow row = RunRow.lock(handle, run);
            if (row == null) {
                return new Unknown();
            }
            String why = unanswerable(handle, row, path);
            if (why != null) {
                return new Refused(why);
            }
            int kept = handle.createUpdate("""
                            insert into run_answer (run_id, path, answered_by, value) values (?, ?, ?, ?::json)
                            on conflict (run_id, path) do nothing
                            """)
                    .bind(0, run)
                    .bind(1, path)
                    .bind(2, Texts.message(by))
                    .bind(3, value == null ? null : Texts.clean(value))
                    .execute();
            if (kept == 0) {
                return new Refused("\"" + path + "\" was answered, and the run is being told");
            }
            boolean held = isHeld(handle, run);
            if (!held && queued == 0) {
                queue(handle, run);
            }
            return held ? new Asked() : new Done();
        });
    }

    private static @Nullable String unanswerable(Handle handle, RunRow row, String path) {
        if (row.state().isFinished()) {
            return "the run is " + row.state().name();
        }
        boolean asks = handle.createQuery("select exists (select from run_question where run_id = ? and path = ?)")
                .bind(0, row.id)
                .bind(1, path)
                .mapTo(Boolean.class)
                .one();
        return asks ? null : "\"" + path + "\" does not wait for a person";
    }

    static boolean isHeld(Handle handle, UUID run) {
        return handle.createQuery("select exists (select from run_lease where run_id = ?)")
                .bind(0, run)
                .mapTo(Boolean.class)
                .one();
    }
}
