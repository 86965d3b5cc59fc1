package dev.reeve.api;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A run as the server knows it.
 *
 * @param flowId names the flow in the paths of its pages
 * @param epoch how often it was begun; 0: no agent has claimed it yet
 * @param agent the agent that claimed it last; null: none
 * @param why why it waits, in a sentence; of one that failed, the task that failed first and how, in a line; null: neither
 * @param parent the task run that it is, of another run; null: nobody's. Its {@code version} is 0
 */
public record FlowRun(
        String id,
        String name,
        String project,
        String flow,
        String flowId,
        int version,
        StateJson state,
        int epoch,
        Map<String, @Nullable Object> parameters,
        List<String> labels,
        Instant createdAt,
        @Nullable Instant scheduledFor,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable DataInterval interval,
        @Nullable String agent,
        @Nullable String why,
        @Nullable ParentRun parent) {
    public FlowRun {
        parameters = Given.object(parameters);
        labels = Given.texts(labels, "labels");
    }
}
