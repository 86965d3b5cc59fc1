package dev.reeve.notify;

import dev.reeve.state.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * What there is to tell of one change, as facts for people. Holds no values of parameters or results. Immutable.
 *
 * @param flow the flow's name; empty for what is of no flow
 * @param runId the run's identifier; empty for what is of no run
 * @param runName the run's name for people
 * @param task the task, with the index of a child, as {@code fetch[3]}; empty for the run itself
 * @param state the state's name, such as {@code TimedOut}
 * @param happened what became of it, as the end of a sentence: {@code failed}, {@code timed out}
 * @param tone whether that is good news
 * @param recovered whether the run succeeded where the one before had failed
 * @param message what there is to say about the state; empty if the name says all
 * @param failedTasks the first tasks that failed, oldest first, at most {@value #MOST_TASKS}
 * @param failedCount how many failed, also those that are not among them
 * @param startedAt when it began; {@code at} where that is not known
 * @param at when this happened
 * @param url where people can look at the run; empty if nowhere
 */
public record Notice(
        String flow,
        String runId,
        String runName,
        String task,
        String state,
        String happened,
        Tone tone,
        boolean recovered,
        String message,
        List<FailedTask> failedTasks,
        int failedCount,
        Instant startedAt,
        Instant at,
        String url) {
    /** The most failed tasks that are named. */
    public static final int MOST_TASKS = 20;

    public Notice {
        failedTasks = List.copyOf(failedTasks);
    }

    /** Whether news is good. */
    public enum Tone {
        /** It went well. */
        GOOD,
        /** It went wrong, and somebody should look. */
        BAD,
        /** Neither. */
        NEUTRAL
    }

    /** A task that failed. {@code task} names inner flows before it, as {@code load/fetch[3]}. */
    public record FailedTask(String task, String state, String message) {}

    /** A notice of a run that never was, to try a channel or a template with. */
    public static Notice sample() {
        Instant at = Instant.parse("2026-01-05T06:32:10Z");
        return new Notice(
                "sample-flow",
                "00000000-0000-0000-0000-000000000000",
                "sample-run",
                "",
                "Failed",
                "failed",
                Tone.BAD,
                false,
                "1 of 2 reference tasks failed",
                List.of(new FailedTask("sample_task", "Failed", "IOException: this is only a sample")),
                1,
                at.minusSeconds(130),
                at,
                "");
    }

    /**
     * News of a run, of which more is known than of a change alone.
     *
     * @param failed the first tasks that failed, oldest first
     * @param failedCount how many did
     */
    public static Notice ofRun(
            String flow,
            String runId,
            String runName,
            State state,
            List<FailedTask> failed,
            int failedCount,
            Instant startedAt,
            Instant at) {
        return new Notice(
                flow,
                runId,
                runName,
                "",
                state.name(),
                Happening.of(state),
                Happening.tone(state),
                false,
                state.message(),
                failed.subList(0, Math.min(failed.size(), MOST_TASKS)),
                failedCount,
                startedAt,
                at,
                "");
    }

    /**
     * Bad news that is of no run, or of no change of one.
     *
     * @param flow the flow that it is about; empty: none, and then {@code happened} is a whole sentence
     * @param runId empty: none
     * @param kind in one word, such as {@code LateStart}: what stands for a state
     */
    public static Notice trouble(
            String flow, String runId, String runName, String kind, String happened, String message, Instant at) {
        return new Notice(flow, runId, runName, "", kind, happened, Tone.BAD, false, message, List.of(), 0, at, at, "");
    }

    /** The same, and where people can look at the run. */
    Notice withUrl(String where) {
        return new Notice(
                flow,
                runId,
                runName,
                task,
                state,
                happened,
                tone,
                recovered,
                message,
                failedTasks,
                failedCount,
                startedAt,
                at,
                where);
    }

    /** The news in one line: {@code Flow "daily-etl" failed}. */
    public String title() {
        if (flow.isEmpty()) {
            return happened;
        }
        return task.isEmpty()
                ? "Flow \"" + flow + "\" " + happened
                : "Task \"" + task + "\" of flow \"" + flow + "\" " + happened;
    }

    /** The first cause that is known: what the first failed task says, else the message. */
    public String cause() {
        if (failedTasks.isEmpty()) {
            return message;
        }
        FailedTask first = failedTasks.getFirst();
        return first.task() + ": " + (first.message().isEmpty() ? first.state() : first.message());
    }

    /** From its beginning to this change. */
    public Duration duration() {
        return at.isBefore(startedAt) ? Duration.ZERO : Duration.between(startedAt, at);
    }

    /** The command that tells more, or is waited for; empty if there is nothing to do. */
    public String advice() {
        if (state.equals("Paused")) {
            return "reeve answer " + runId;
        }
        return tone == Tone.BAD && !runId.isEmpty() ? "reeve why " + runId : "";
    }

    /**
     * What kind of event it is, for machines: {@code run.failed}, {@code run.recovered}, {@code task.timed_out},
     * {@code server.agent_lost}.
     */
    public String type() {
        String name = recovered ? "recovered" : state.replaceAll("(?<=[a-z])(?=[A-Z])", "_");
        return (flow.isEmpty() ? "server." : task.isEmpty() ? "run." : "task.") + name.toLowerCase(Locale.ROOT);
    }
}
