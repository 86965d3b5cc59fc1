package dev.reeve.faults;

import dev.reeve.TaskRun;
import java.time.Instant;
import java.util.Optional;

/**
 * What the body of a task put down.
 *
 * @param phase whether it began or ended
 * @param task the task's name
 * @param child its index among mapped ones; -1: it is none
 * @param process the process in which it ran
 */
record BodyLine(Phase phase, String run, String task, int child, int attempt, long process, Instant at) {
    /** What a body is about to do. */
    enum Phase {
        BEGAN,
        ENDED
    }

    static BodyLine of(Phase phase, TaskRun task) {
        return new BodyLine(
                phase,
                task.flowRunId(),
                task.taskName(),
                task.mapIndex(),
                task.attempt(),
                ProcessHandle.current().pid(),
                Instant.now());
    }

    String text() {
        return String.join(" ", phase.name(), run, task, "" + child, "" + attempt, "" + process, at.toString() + "\n");
    }

    /** Empty for a line that is not whole, as who is killed leaves it. */
    static Optional<BodyLine> read(String line) {
        String[] words = line.split(" ", -1);
        if (words.length != 7) {
            return Optional.empty();
        }
        return Optional.of(new BodyLine(
                Phase.valueOf(words[0]),
                words[1],
                words[2],
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                Long.parseLong(words[5]),
                Instant.parse(words[6])));
    }
}
