package dev.reeve.server.hook;

import dev.reeve.notify.Notice;
import dev.reeve.notify.Notice.FailedTask;
import dev.reeve.server.ledger.FlowStructure;
import dev.reeve.server.ledger.Ledger;
import dev.reeve.server.ledger.RunView;
import dev.reeve.server.ledger.StoredStates;
import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** Puts what is to be told into words, from what the ledger knows when it is told. Holds no values of parameters or results. */
final class News {
    /** What depends on others failed because of them, and a mapped task because of its children. */
    private static final String FAILED = """
            from task_run t where t.run_id = :run and t.state in (11, 12, 14)
            and not (t.map_index < 0 and exists (select from task_run c
                where c.run_id = t.run_id and c.task = t.task and c.map_index >= 0))
            """;

    private final Jdbi database;
    private final Ledger ledger;

    News(Jdbi database, Ledger ledger) {
        this.database = database;
        this.ledger = ledger;
    }

    /** Empty if the run is not there any more. */
    Optional<Notice> of(HookEvent event) {
        if (event.run() != null) {
            return ledger.runs().run(event.run()).map(run -> ofRun(event, run));
        }
        return Optional.of(
                switch (event.kind()) {
                    case "agent_lost" ->
                        Notice.trouble(
                                "",
                                "",
                                "",
                                "AgentLost",
                                "Agent \"" + event.said() + "\" was lost",
                                "It was not heard of any longer. Runs that it held are given to other agents.",
                                event.at());
                    case "missed_schedule" ->
                        Notice.trouble(
                                event.flow(),
                                "",
                                "",
                                "MissedSchedule",
                                "was not started as scheduled",
                                "It should have begun at " + event.at() + ", but " + event.said() + ".",
                                event.at());
                    case "hook_disabled" ->
                        Notice.trouble("", "", "", "HookDisabled", "A hook was disabled", event.said(), event.at());
                    default -> Notice.sample(); // kinds are an open set in the database
                });
    }

    private Notice ofRun(HookEvent event, RunView run) {
        State state = event.become();
        if (state != null) {
            return become(run, state, event.at());
        }
        String time = words(Duration.ofSeconds(Long.parseLong(event.said())));
        boolean late = event.kind().equals("late_start");
        return Notice.trouble(
                run.flowName(),
                run.id().toString(),
                run.name(),
                late ? "LateStart" : "LongRun",
                late ? "waits for an agent since more than " + time : "has been running for more than " + time,
                "",
                event.at());
    }

    /** What there is to tell of it as it is now. */
    Notice now(RunView run) {
        return become(run, run.state(), Objects.requireNonNullElse(run.endedAt(), run.createdAt()));
    }

    private Notice become(RunView run, State state, Instant at) {
        List<FailedTask> failed = state.isFailed() ? failed(run) : List.of();
        int count = failed.size() < Notice.MOST_TASKS ? failed.size() : count(run);
        return Notice.ofRun(
                run.flowName(),
                run.id().toString(),
                run.name(),
                state,
                failed,
                count,
                Objects.requireNonNullElse(run.startedAt(), at),
                at);
    }

    private List<FailedTask> failed(RunView run) {
        FlowStructure structure =
                ledger.catalog().version(run.version()).orElseThrow().structure();
        return database.withHandle(handle -> failed(handle, run, structure));
    }

    private static List<FailedTask> failed(Handle handle, RunView run, FlowStructure structure) {
        return handle.createQuery("select t.* " + FAILED + " order by t.ended_at, t.task, t.map_index limit :most")
                .bind("run", run.id())
                .bind("most", Notice.MOST_TASKS)
                .map((row, context) -> {
                    State state = StoredStates.of(row.getShort("state"), row.getString("detail"));
                    String name = structure.tasks().get(row.getInt("task")).name();
                    int index = row.getInt("map_index");
                    return new FailedTask(index < 0 ? name : name + "[" + index + "]", state.name(), state.message());
                })
                .list();
    }

    private int count(RunView run) {
        return database.withHandle(handle -> handle.createQuery("select count(*) " + FAILED)
                .bind("run", run.id())
                .mapTo(Integer.class)
                .one());
    }

    private static String words(Duration time) {
        if (time.compareTo(Duration.ofMinutes(2)) < 0) {
            return time.toSeconds() + " s";
        }
        return time.compareTo(Duration.ofHours(2)) < 0 ? time.toMinutes() + " min" : time.toHours() + " h";
    }
}
