package dev.reeve.api;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Asks what a hook would send that is not made yet.
 *
 * @param kind by what it would send
 * @param flow the only flow that it would be about; null: all of the project
 * @param states what it would tell of runs: the message is about the newest run in one of these
 */
public record HookDraft(ChannelKind kind, @Nullable String flow, List<String> states) {
    public HookDraft {
        kind = Given.required(kind, "kind");
        states = Given.texts(states, "states");
    }
}
