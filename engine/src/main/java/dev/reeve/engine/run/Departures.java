package dev.reeve.engine.run;

import dev.reeve.state.State;
import dev.reeve.state.TaskEvent;

/** What the run makes of attempts that end: in time, too late, or as a flow run of their own. */
final class Departures {
    private final Run run;

    Departures(Run run) {
        this.run = run;
    }

    /** An attempt ended. Its result is put down before the event, for what follows from the event reads it. */
    void ended(Attempt attempt) {
        if (attempt.left() && !attempt.ascended) {
            run.attempts.remove(attempt);
            run.descents.await(attempt);
            return;
        }
        run.at(attempt.finished);
        int v = attempt.node();
        boolean current = run.state(v, attempt.child) instanceof State.Running running
                && running.tries().attempt() == attempt.tries.attempt();
        if (current && attempt.stopping()) { // its time was up, which is about to be told and decides
            attempt.early = true;
            return;
        }
        leave(attempt);
        if (current && attempt.event instanceof TaskEvent.Returned) {
            run.values.keep(v, attempt.child, attempt.value, attempt.stored);
            attempt.value = null; // who still knows the attempt is not to hold its result
            if (!attempt.stored.isEmpty()) {
                run.journal.stored(v, attempt.child, attempt.stored, attempt.hash);
            }
            run.turns.remove(v, attempt.child);
            run.dialogue.inside(v, attempt.child, attempt.made);
        } else if (current && attempt.event instanceof TaskEvent.Turned) {
            run.turns.put(v, attempt.child, attempt.turn());
            if (!attempt.stored.isEmpty()) {
                run.journal.turned(v, attempt.child, attempt.tries.attempt(), attempt.stored, attempt.hash);
            }
        } else if (!current && attempt.took() && attempt.planned.closer() != null) {
            run.surroundings.unused(attempt);
        }
        if (current && !attempt.trace.isEmpty()) {
            run.journal.failed(v, attempt.child, attempt.tries.attempt(), attempt.trace);
        }
        if (attempt.event != null) {
            run.move(v, attempt.child, attempt.event);
        }
    }

    /** The flow run that an attempt is has ended. */
    void ascended(Attempt attempt) {
        attempt.ascended = true;
        if (run.descents.awaits(attempt)) { // else the loop was not told yet that it began
            ended(attempt);
        }
    }

    /** The time of an attempt was up. Nobody waits for its end, but its slot stays taken until then. */
    void expired(Attempt attempt, TaskEvent event, String where) {
        if (attempt.early) {
            leave(attempt);
        } else {
            run.attempts.abandon(attempt);
            run.lookups.askAgain();
        }
        if (!where.isEmpty()
                && run.state(attempt.node(), attempt.child) instanceof State.Running running
                && running.tries().attempt() == attempt.tries.attempt()) {
            run.journal.failed(attempt.node(), attempt.child, attempt.tries.attempt(), where);
        }
        if (run.descents.awaits(attempt)) { // it is stopped: not a person's turn any more
            run.descents.goesOn(attempt);
            run.limits.goesOn(attempt);
        }
        run.surroundings.goesOn("the time limit of " + attempt.label());
        run.move(attempt.node(), attempt.child, event);
    }

    private void leave(Attempt attempt) {
        if (!run.descents.ended(attempt)) {
            run.attempts.remove(attempt);
        }
        run.limits.ended(attempt);
        run.lookups.askAgain();
    }
}
