package dev.reeve.state;

import dev.reeve.state.TaskEvent.UpstreamsFinished;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every event in every state of a task run with one retry, and what comes of it. */
final class TaskStepTable {
    static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");
    static final Instant PAST = NOW.minusSeconds(1);
    static final Instant FUTURE = NOW.plusSeconds(60);
    static final Failure BROKEN = new Failure("java.io.IOException", "broken pipe", null);
    static final RetryVerdict SOON = RetryVerdict.after(Duration.ofSeconds(10));
    static final Upstreams ALL_BUT_ONE_FAILED = new Upstreams(1, 0, 2, 0, 0);
    static final Upstreams SKIPPED = new Upstreams(1, 1, 0, 0, 1);
    static final TaskPolicy ONE_RETRY = new TaskPolicy(1, SkipRule.WHOLE_NODES);

    /** Column labels: {@code /2nd} is the second attempt after a failed one, {@code /early} a time still to come. */
    static final Map<String, State> STATES = states();

    /** Row labels: {@code /2nd} comes from the second attempt, {@code /no} is not to be retried. */
    static final Map<String, TaskEvent> EVENTS = events();

    private static final String WAITING = """
                                 Pending          Scheduled      Scheduled/early Paused       Paused/until Paused/early Retrying     Retrying/early
        UpstreamsFinished        Queued+RUN       -              -               -            -            -            -            -
        UpstreamsFinished/trig   TriggerFailed+FINISH -          -               -            -            -            -            -
        UpstreamsFinished/skip   Skipped+FINISH   -              -               -            -            -            -            -
        UpstreamsFinished/hold   Paused           -              -               -            -            -            -            -
        UpstreamsFinished/closed Skipped+FINISH   -              -               -            -            -            -            -
        Started                  -                -              -               -            -            -            -            -
        Started/2nd              -                -              -               -            -            -            -            -
        Reused                   -                -              -               -            -            -            -            -
        Reused/2nd               -                -              -               -            -            -            -            -
        Returned                 -                -              -               -            -            -            -            -
        Returned/2nd             -                -              -               -            -            -            -            -
        Turned                   -                -              -               -            -            -            -            -
        Turned/2nd               -                -              -               -            -            -            -            -
        Threw                    -                -              -               -            -            -            -            -
        Threw/no                 -                -              -               -            -            -            -            -
        Threw/2nd                -                -              -               -            -            -            -            -
        Expired                  -                -              -               -            -            -            -            -
        Expired/no               -                -              -               -            -            -            -            -
        Expired/2nd              -                -              -               -            -            -            -            -
        Lost                     -                -              -               -            -            -            -            -
        Lost/no                  -                -              -               -            -            -            -            -
        Lost/2nd                 -                -              -               -            -            -            -            -
        SkipRequested            -                -              -               -            -            -            -            -
        SkipRequested/2nd        -                -              -               -            -            -            -            -
        RetryRequested           -                -              -               -            -            -            -            -
        RetryRequested/2nd       -                -              -               -            -            -            -            -
        PauseRequested           -                -              -               -            -            -            -            -
        PauseRequested/until     -                -              -               -            -            -            -            -
        PauseRequested/2nd       -                -              -               -            -            -            -            -
        Due                      -                Queued+RUN     same+WAKE       -            Queued+RUN   same+WAKE    Queued+RUN   same+WAKE
        Resumed                  -                -              -               Queued+RUN   Queued+RUN   Queued+RUN   -            -
        Throttled                -                -              -               -            -            -            -            -
        Throttled/lifted         -                -              -               -            -            -            -            -
        Expanded                 Mapped           -              -               -            -            -            -            -
        ChildrenFinished         -                -              -               -            -            -            -            -
        ChildrenFinished/failed  -                -              -               -            -            -            -            -
        CancelRequested          Cancelled+FINISH Cancelled+FINISH Cancelled+FINISH Cancelled+FINISH Cancelled+FINISH Cancelled+FINISH Cancelled+FINISH Cancelled+FINISH
        Abandoned                -                -              -               -            -            -            -            -
        Reopened                 -                -              -               -            -            -            -            -
        """;

    private static final String WORKING = """
                                 Queued           Queued/2nd      Running           Running/2nd       Mapped          Cancelling       Cancelling/2nd
        UpstreamsFinished        -                -               -                 -                 -               -                -
        UpstreamsFinished/trig   -                -               -                 -                 -               -                -
        UpstreamsFinished/skip   -                -               -                 -                 -               -                -
        UpstreamsFinished/hold   -                -               -                 -                 -               -                -
        UpstreamsFinished/closed -                -               -                 -                 -               -                -
        Started                  Running          -               -                 -                 -               -                -
        Started/2nd              -                Running         -                 -                 -               -                -
        Reused                   Cached+FINISH    -               -                 -                 -               -                -
        Reused/2nd               -                Cached+FINISH   -                 -                 -               -                -
        Returned                 -                -               Success+FINISH    -                 -               Cancelled+FINISH -
        Returned/2nd             -                -               -                 Success+FINISH    -               -                Cancelled+FINISH
        Turned                   -                -               Queued+RUN        -                 -               Cancelled+FINISH -
        Turned/2nd               -                -               -                 Queued+RUN        -               -                Cancelled+FINISH
        Threw                    -                -               Retrying+WAKE     -                 -               Cancelled+FINISH -
        Threw/no                 -                -               Failed+FINISH     -                 -               Cancelled+FINISH -
        Threw/2nd                -                -               -                 Failed+FINISH     -               -                Cancelled+FINISH
        Expired                  -                -               Retrying+WAKE     -                 -               Cancelled+FINISH -
        Expired/no               -                -               TimedOut+FINISH   -                 -               Cancelled+FINISH -
        Expired/2nd              -                -               -                 TimedOut+FINISH   -               -                Cancelled+FINISH
        Lost                     -                -               Retrying+WAKE     -                 -               Cancelled+FINISH -
        Lost/no                  -                -               Crashed+FINISH    -                 -               Cancelled+FINISH -
        Lost/2nd                 -                -               -                 Crashed+FINISH    -               -                Cancelled+FINISH
        SkipRequested            -                -               Skipped+FINISH    -                 -               Cancelled+FINISH -
        SkipRequested/2nd        -                -               -                 Skipped+FINISH    -               -                Cancelled+FINISH
        RetryRequested           -                -               Retrying+WAKE     -                 -               Cancelled+FINISH -
        RetryRequested/2nd       -                -               -                 Retrying+WAKE     -               -                Cancelled+FINISH
        PauseRequested           -                -               Paused            -                 -               Cancelled+FINISH -
        PauseRequested/until     -                -               Paused+WAKE       -                 -               Cancelled+FINISH -
        PauseRequested/2nd       -                -               -                 Paused            -               -                Cancelled+FINISH
        Due                      -                -               -                 -                 -               -                -
        Resumed                  -                -               -                 -                 -               -                -
        Throttled                Queued           Queued          -                 -                 -               -                -
        Throttled/lifted         same+RUN         same+RUN        -                 -                 -               -                -
        Expanded                 Mapped           Mapped          -                 -                 -               -                -
        ChildrenFinished         -                -               -                 -                 Success+FINISH  -                -
        ChildrenFinished/failed  -                -               -                 -                 Failed+FINISH   -                -
        CancelRequested          Cancelled+FINISH Cancelled+FINISH Cancelling+INTERRUPT Cancelling+INTERRUPT same     same+INTERRUPT   same+INTERRUPT
        Abandoned                -                -               -                 -                 -               Cancelled+FINISH Cancelled+FINISH
        Reopened                 -                -               -                 -                 -               -                -
        """;

    private static final String FINISHED = """
                                 Success  Cached   Skipped  Failed   TimedOut TriggerFailed Crashed  Cancelled
        UpstreamsFinished        -        -        -        -        -        -             -        -
        UpstreamsFinished/trig   -        -        -        -        -        -             -        -
        UpstreamsFinished/skip   -        -        -        -        -        -             -        -
        UpstreamsFinished/hold   -        -        -        -        -        -             -        -
        UpstreamsFinished/closed -        -        -        -        -        -             -        -
        Started                  -        -        -        -        -        -             -        -
        Started/2nd              -        -        -        -        -        -             -        -
        Reused                   -        -        -        -        -        -             -        -
        Reused/2nd               -        -        -        -        -        -             -        -
        Returned                 -        -        -        -        -        -             -        -
        Returned/2nd             -        -        -        -        -        -             -        -
        Turned                   -        -        -        -        -        -             -        -
        Turned/2nd               -        -        -        -        -        -             -        -
        Threw                    -        -        -        -        -        -             -        -
        Threw/no                 -        -        -        -        -        -             -        -
        Threw/2nd                -        -        -        -        -        -             -        -
        Expired                  -        -        -        -        -        -             -        -
        Expired/no               -        -        -        -        -        -             -        -
        Expired/2nd              -        -        -        -        -        -             -        -
        Lost                     -        -        -        -        -        -             -        -
        Lost/no                  -        -        -        -        -        -             -        -
        Lost/2nd                 -        -        -        -        -        -             -        -
        SkipRequested            -        -        -        -        -        -             -        -
        SkipRequested/2nd        -        -        -        -        -        -             -        -
        RetryRequested           -        -        -        -        -        -             -        -
        RetryRequested/2nd       -        -        -        -        -        -             -        -
        PauseRequested           -        -        -        -        -        -             -        -
        PauseRequested/until     -        -        -        -        -        -             -        -
        PauseRequested/2nd       -        -        -        -        -        -             -        -
        Due                      -        -        -        -        -        -             -        -
        Resumed                  -        -        -        -        -        -             -        -
        Throttled                -        -        -        -        -        -             -        -
        Throttled/lifted         -        -        -        -        -        -             -        -
        Expanded                 -        -        -        -        -        -             -        -
        ChildrenFinished         -        -        -        -        -        -             -        -
        ChildrenFinished/failed  -        -        -        -        -        -             -        -
        CancelRequested          -        -        -        -        -        -             -        -
        Abandoned                -        -        -        -        -        -             -        -
        Reopened                 Pending  Pending  Pending  Pending  Pending  Pending       Pending  Pending
        """;

    private TaskStepTable() {}

    static StepTable<TaskEvent> table() {
        return new StepTable<>(STATES, EVENTS, WAITING, WORKING, FINISHED);
    }

    private static Map<String, State> states() {
        Tries second = new Tries(2, 1);
        Map<String, State> states = new LinkedHashMap<>();
        states.put("Pending", State.Pending.NOW);
        states.put("Scheduled", new State.Scheduled(NOW));
        states.put("Scheduled/early", new State.Scheduled(FUTURE));
        states.put("Paused", new State.Paused(Tries.FIRST, "ask", null));
        states.put("Paused/until", new State.Paused(Tries.FIRST, "ask", PAST));
        states.put("Paused/early", new State.Paused(Tries.FIRST, "ask", FUTURE));
        states.put("Retrying", new State.Retrying(second, PAST, "broken pipe"));
        states.put("Retrying/early", new State.Retrying(second, FUTURE, "broken pipe"));
        states.put("Queued", State.Queued.FIRST);
        states.put("Queued/2nd", new State.Queued(second, ""));
        states.put("Running", State.Running.FIRST);
        states.put("Running/2nd", new State.Running(second));
        states.put("Mapped", new State.Mapped(3));
        states.put("Cancelling", new State.Cancelling(Tries.FIRST, "enough"));
        states.put("Cancelling/2nd", new State.Cancelling(second, "enough"));
        states.put("Success", State.Success.PLAIN);
        states.put("Cached", new State.Cached("target"));
        states.put("Skipped", new State.Skipped("nothing to do"));
        states.put("Failed", new State.Failed(BROKEN, 2));
        states.put("TimedOut", new State.TimedOut(Duration.ofSeconds(5), 2));
        states.put("TriggerFailed", new State.TriggerFailed("upstream failed"));
        states.put("Crashed", new State.Crashed("worker lost", 2));
        states.put("Cancelled", new State.Cancelled("enough"));
        return states;
    }

    private static Map<String, TaskEvent> events() {
        Map<String, TaskEvent> events = new LinkedHashMap<>();
        events.put("UpstreamsFinished", UpstreamsFinished.ALL_WELL);
        events.put(
                "UpstreamsFinished/trig",
                new UpstreamsFinished(ALL_BUT_ONE_FAILED, new Verdict.Fail("2 failed"), null));
        events.put("UpstreamsFinished/skip", new UpstreamsFinished(SKIPPED, Verdict.PASS, null));
        events.put("UpstreamsFinished/hold", new UpstreamsFinished(Upstreams.NONE, new Verdict.Hold("ask"), null));
        events.put("UpstreamsFinished/closed", new UpstreamsFinished(Upstreams.NONE, Verdict.PASS, "not full"));
        events.put("Due", TaskEvent.Due.NOW);
        events.put("Resumed", new TaskEvent.Resumed("ada"));
        events.put("Throttled", new TaskEvent.Throttled("tag db is full"));
        events.put("Throttled/lifted", new TaskEvent.Throttled(""));
        events.put("Expanded", new TaskEvent.Expanded(3));
        events.put("ChildrenFinished", new TaskEvent.ChildrenFinished(new Upstreams(3, 0, 0, 0, 0)));
        events.put("ChildrenFinished/failed", new TaskEvent.ChildrenFinished(ALL_BUT_ONE_FAILED));
        events.put("CancelRequested", new TaskEvent.CancelRequested("enough"));
        events.put("Abandoned", new TaskEvent.Abandoned("did not stop"));
        events.put("Reopened", new TaskEvent.Reopened(2));
        ofAttempt(events);
        return events;
    }

    private static void ofAttempt(Map<String, TaskEvent> events) {
        events.put("Started", TaskEvent.Started.of(1));
        events.put("Started/2nd", TaskEvent.Started.of(2));
        events.put("Reused", new TaskEvent.Reused(1, "target"));
        events.put("Reused/2nd", new TaskEvent.Reused(2, "target"));
        events.put("Returned", TaskEvent.Returned.of(1));
        events.put("Returned/2nd", TaskEvent.Returned.of(2));
        events.put("Turned", new TaskEvent.Turned(1));
        events.put("Turned/2nd", new TaskEvent.Turned(2));
        events.put("Threw", new TaskEvent.Threw(1, BROKEN, SOON));
        events.put("Threw/no", new TaskEvent.Threw(1, BROKEN, RetryVerdict.NO));
        events.put("Threw/2nd", new TaskEvent.Threw(2, BROKEN, SOON));
        events.put("Expired", new TaskEvent.Expired(1, Duration.ofSeconds(5), SOON));
        events.put("Expired/no", new TaskEvent.Expired(1, Duration.ofSeconds(5), RetryVerdict.NO));
        events.put("Expired/2nd", new TaskEvent.Expired(2, Duration.ofSeconds(5), SOON));
        events.put("Lost", new TaskEvent.Lost(1, "worker lost", SOON));
        events.put("Lost/no", new TaskEvent.Lost(1, "worker lost", RetryVerdict.NO));
        events.put("Lost/2nd", new TaskEvent.Lost(2, "worker lost", SOON));
        events.put("SkipRequested", new TaskEvent.SkipRequested(1, "nothing to do"));
        events.put("SkipRequested/2nd", new TaskEvent.SkipRequested(2, "nothing to do"));
        events.put("RetryRequested", new TaskEvent.RetryRequested(1, FUTURE, "not there yet"));
        events.put("RetryRequested/2nd", new TaskEvent.RetryRequested(2, FUTURE, "not there yet"));
        events.put("PauseRequested", new TaskEvent.PauseRequested(1, "ask", null));
        events.put("PauseRequested/until", new TaskEvent.PauseRequested(1, "ask", FUTURE));
        events.put("PauseRequested/2nd", new TaskEvent.PauseRequested(2, "ask", null));
    }
}
