package dev.reeve;

import dev.reeve.artifact.Artifact;
import dev.reeve.schedule.DataInterval;
import dev.reeve.spi.CurrentTaskRun;
import dev.reeve.spi.TraceIds;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * One attempt of a task, as its function sees it: {@link #current()} inside the function, or {@code taskRun()} as its
 * first input. Belongs to the thread that runs the attempt; {@link #cancelled()} may be asked from any.
 */
public interface TaskRun {
    /**
     * The attempt that runs on this thread.
     *
     * @throws IllegalStateException if none does; a task's function called as a plain method, in a test for
     *     example, has none
     */
    static TaskRun current() {
        return CurrentTaskRun.get();
    }

    /** A logger named after the task; its lines carry run and task in the MDC. */
    Logger logger();

    /** The flow's name. */
    String flowName();

    /** The flow run's identifier, unique. */
    String flowRunId();

    /** The flow run's name for people. */
    String flowRunName();

    /** The task's name. */
    String taskName();

    /** The task run's name for people: as the task's {@code runNamed} says, else the task's, with a child's index. */
    String taskRunName();

    /** The child's index, from 0; -1 for a task that is not mapped. */
    int mapIndex();

    /** Which attempt this is, counted from 1. */
    int attempt();

    /** The tags of the task. */
    List<String> tags();

    /** The flow run's parameters, by name. */
    Map<String, @Nullable Object> parameters();

    /** The time the run was meant to start; the time it did where it was not planned. */
    Instant scheduledTime();

    /**
     * The span of time whose data the run is about: of a run that a schedule began, from the firing before to its own.
     * Else, unless the run was asked for another, it is empty and at the scheduled time.
     */
    default DataInterval dataInterval() {
        return DataInterval.at(scheduledTime());
    }

    /** The zone in which the run tells {@code today}: the schedule's, else UTC. */
    ZoneId zone();

    /**
     * The secret with that name.
     *
     * @throws java.util.NoSuchElementException if nobody knows it; says where one can be put
     */
    Secret secret(String name);

    /**
     * Keeps something for people to look at, in place of what this task run kept under that name before. It stays also
     * if the attempt fails. May be called by any thread, until the attempt ends.
     *
     * @throws IllegalStateException if this task run has kept 100 others, or the flow run 10,000 or 100 MB
     */
    void artifact(Artifact artifact);

    /** Whether somebody asked this attempt to stop. A long loop asks now and then and ends early. */
    boolean cancelled();

    /**
     * What a person answered when this task waited for them, after {@code Signal.pause(..)} or a manual trigger; empty
     * if it did not wait, or they only let it go on.
     *
     * @throws ClassCastException if they answered something of another type
     */
    <T> Optional<T> answer(Class<T> type);

    /**
     * A text that is the same for all attempts of this task run, over retries and resumes, and differs between task
     * runs: to be handed to systems that drop what they have seen before.
     */
    String idempotencyKey();

    /**
     * What makes calls of this task run part of the run's trace: the value of the header {@code traceparent} of the W3C's
     * Trace Context, to be set on requests, or given to a process as {@code TRACEPARENT}. The same for all attempts. A server
     * that is told of a collector sends the span that it names when the run has ended; otherwise nobody does.
     */
    default String traceparent() {
        String child = mapIndex() < 0 ? "" : "[" + mapIndex() + "]";
        return TraceIds.traceparent(flowRunId(), 1, taskName() + child);
    }
}
