package dev.reeve.api;

import java.util.List;

/** The lease is renewed. {@code cancel}: runs of the agent that are to be stopped. */
public record HeartbeatAnswer(List<CancelledRun> cancel) {
    public HeartbeatAnswer {
        cancel = Given.list(cancel, "cancel");
    }
}
