package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A task with tags is about to begin, or tasks have ended.
 *
 * @param wanted null: none is about to begin
 * @param tags those of the task
 * @param holding all tasks of the run that have a place and still need it
 * @param waiting all other tasks of the run that wait for their turn
 * @param priority that of the task: those of a higher one get a place first; null: 0
 */
public record PlaceRequest(
        int epoch,
        @Nullable PlacedTask wanted,
        List<String> tags,
        List<PlacedTask> holding,
        List<PlacedTask> waiting,
        @Nullable Integer priority) {
    public PlaceRequest {
        tags = Given.list(tags, "tags");
        holding = Given.list(holding, "holding");
        waiting = waiting == null ? List.of() : Given.list(waiting, "waiting");
    }
}
