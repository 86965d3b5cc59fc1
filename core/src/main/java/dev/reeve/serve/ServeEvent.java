package dev.reeve.serve;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened while flows were served. Immutable.
 *
 * @param kind what
 * @param at when
 * @param flow the flow's name; empty if it concerns all
 * @param scheduled the firing it is about; null: none
 * @param runId the run it is about; empty: none
 * @param words the same in a sentence
 */
public record ServeEvent(
        Kind kind, Instant at, String flow, @Nullable Instant scheduled, String runId, String words) {
    /** What can happen. */
    public enum Kind {
        /** A flow is served from now on. */
        SERVING,
        /** Another process serves the flow; this one waits. */
        WAITING,
        /** A flow cannot be served. */
        REFUSED,
        /** When a flow runs next. */
        NEXT,
        /** A run began. */
        STARTED,
        /** A run of a process that ended goes on. */
        RESUMED,
        /** A run of a process that ended is left as it is. */
        UNFINISHED,
        /** A run ended well. */
        SUCCEEDED,
        /** A run ended otherwise. */
        FAILED,
        /** A run waits for a person. */
        PAUSED,
        /** A firing waits for a run to end. */
        QUEUED,
        /** A firing is left out, and never runs. */
        SKIPPED,
        /** Nobody was there at the time of firings. */
        MISSED,
        /** The machine slept, or its clock was changed. */
        JUMPED,
        /** No more runs begin. */
        STOPPING,
        /** Runs are cancelled, for they did not end in time. */
        CANCELLING
    }
}
