package dev.reeve.server.ledger;

import dev.reeve.state.FlowEvent;
import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something that happened where a run is, by the clock there. */
public sealed interface Entry {
    /** When. */
    Instant at();

    /** To the run. */
    record OfRun(FlowEvent event, Instant at) implements Entry {}

    /**
     * To a task of it.
     *
     * @param result where the result is that this event commits; never the result itself; null: none
     */
    record OfTask(
            TaskKey key,
            TaskEvent event,
            Instant at,
            @Nullable String result) implements Entry {}

    /**
     * The run or a task of it became something, told by who holds it. By which event is found out: there has to be one.
     *
     * @param key the task run; null: the run itself
     * @param from the name of the state before, as the teller knows it; of meaning only for what an earlier epoch left
     *     behind: a task run that begins anew is Pending to the teller
     * @param result where the result is that this commits; null: none, or as {@link Told} said before
     */
    record Became(
            @Nullable TaskKey key,
            String from,
            State to,
            Instant at,
            @Nullable String result) implements Entry {}

    /**
     * Something that changes no state. It stands in the history as it was told, in its place.
     *
     * @param key the task run; null: the run itself
     * @param what JSON that the ledger does not read
     * @param result where the result is that the next end of the task run commits; null: it is not about that
     */
    record Told(
            @Nullable TaskKey key,
            String what,
            Instant at,
            @Nullable String result) implements Entry {}

    /**
     * A worker of a cluster calls the function of a task run's attempt, or called it again for a result that was lost.
     *
     * @param worker its name for people
     * @param what JSON that the ledger does not read
     */
    record Called(TaskKey key, String worker, String what, Instant at) implements Entry {}

    /**
     * A run that a task is began, or goes on in this epoch.
     *
     * @param what JSON that the ledger does not read
     */
    record Opened(InnerRun run, String what, Instant at) implements Entry {}

    /** To a run that a task is, of the run that is held or of another such one. */
    record Within(UUID run, Entry entry) implements Entry {
        @Override
        public Instant at() {
            return entry.at();
        }
    }

    /** To a task of it, without a result. */
    static Entry of(TaskKey key, TaskEvent event, Instant at) {
        return new OfTask(key, event, at, null);
    }
}
