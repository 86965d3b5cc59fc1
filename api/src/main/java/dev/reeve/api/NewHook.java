package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks for a hook: to be told what becomes of runs of a project.
 *
 * @param flow the only flow that it is about; null: all of the project
 * @param states the names of states that are told when a run gets into them, such as {@code Failed}
 * @param lateAfterSeconds a run that could have begun so long ago and waits is told; null: none is
 * @param longAfterSeconds a run that has been running for so long is told; null: none is
 * @param agentLost whether agents that were not heard of any longer are told
 * @param missedSchedule whether runs are told that a schedule asked for and that will not be
 */
public record NewHook(
        String name,
        @Nullable String flow,
        List<String> states,
        @Nullable Integer lateAfterSeconds,
        @Nullable Integer longAfterSeconds,
        boolean agentLost,
        boolean missedSchedule,
        HookTarget target) {
    public NewHook {
        name = Given.required(name, "name");
        states = Given.list(states, "states");
        target = Given.required(target, "target");
    }
}
