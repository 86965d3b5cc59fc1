package dev.reeve.state;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every event in every state of a flow run, and what comes of it. Labels as in {@link TaskStepTable}. */
final class FlowStepTable {
    static final Map<String, State> STATES = states();
    static final Map<String, FlowEvent> EVENTS = events();

    private static final String UNFINISHED = """
                                Pending          Scheduled        Queued           Paused           Running              Cancelling       Retrying Mapped
        Planned                 Scheduled        Scheduled        Scheduled        -                -                    -                -        -
        Throttled               Queued           Queued           Queued           -                -                    -                -        -
        Started                 Running+RUN      Running+RUN      Running+RUN      -                -                    -                -        -
        TasksFinished           -                -                -                -                Success+FINISH       Cancelled+FINISH -        -
        TasksFinished/failed    -                -                -                -                Failed+FINISH        Cancelled+FINISH -        -
        TasksFinished/cancelled -                -                -                -                Cancelled+FINISH     Cancelled+FINISH -        -
        Stalled                 -                -                -                -                Paused               Cancelled+FINISH -        -
        Resumed                 -                -                -                Running+RUN      -                    -                -        -
        CancelRequested         Cancelled+FINISH Cancelled+FINISH Cancelled+FINISH Cancelled+FINISH Cancelling+INTERRUPT same+INTERRUPT   -        -
        Expired                 -                -                -                TimedOut+FINISH  TimedOut+FINISH      Cancelled+FINISH -        -
        Lost                    Crashed+FINISH   Crashed+FINISH   Crashed+FINISH   Crashed+FINISH   Crashed+FINISH       Cancelled+FINISH -        -
        Reopened                -                -                -                -                -                    -                -        -
        """;

    private static final String FINISHED = """
                                Success  Cached   Skipped  Failed   TimedOut TriggerFailed Crashed  Cancelled
        Planned                 -        -        -        -        -        -             -        -
        Throttled               -        -        -        -        -        -             -        -
        Started                 -        -        -        -        -        -             -        -
        TasksFinished           -        -        -        -        -        -             -        -
        TasksFinished/failed    -        -        -        -        -        -             -        -
        TasksFinished/cancelled -        -        -        -        -        -             -        -
        Stalled                 -        -        -        -        -        -             -        -
        Resumed                 -        -        -        -        -        -             -        -
        CancelRequested         -        -        -        -        -        -             -        -
        Expired                 -        -        -        -        -        -             -        -
        Lost                    -        -        -        -        -        -             -        -
        Reopened                Pending  Pending  Pending  Pending  Pending  Pending       Pending  Pending
        """;

    private FlowStepTable() {}

    static StepTable<FlowEvent> table() {
        return new StepTable<>(STATES, EVENTS, UNFINISHED, FINISHED);
    }

    private static Map<String, State> states() {
        Map<String, State> states = new LinkedHashMap<>(TaskStepTable.STATES);
        states.keySet().removeIf(label -> label.contains("/"));
        return states;
    }

    private static Map<String, FlowEvent> events() {
        Map<String, FlowEvent> events = new LinkedHashMap<>();
        events.put("Planned", new FlowEvent.Planned(TaskStepTable.FUTURE));
        events.put("Throttled", new FlowEvent.Throttled("no agent"));
        events.put("Started", new FlowEvent.Started());
        events.put("TasksFinished", new FlowEvent.TasksFinished(new Upstreams(1, 1, 0, 0, 1)));
        events.put("TasksFinished/failed", new FlowEvent.TasksFinished(new Upstreams(1, 1, 1, 1, 1)));
        events.put("TasksFinished/cancelled", new FlowEvent.TasksFinished(new Upstreams(1, 1, 0, 1, 1)));
        events.put("Stalled", new FlowEvent.Stalled("task approve waits for a person"));
        events.put("Resumed", new FlowEvent.Resumed("ada"));
        events.put("CancelRequested", new FlowEvent.CancelRequested("too late"));
        events.put("Expired", new FlowEvent.Expired(Duration.ofHours(1)));
        events.put("Lost", new FlowEvent.Lost("runner lost"));
        events.put("Reopened", new FlowEvent.Reopened(2));
        return events;
    }
}
