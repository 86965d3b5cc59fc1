package dev.reeve.server.run;

import dev.reeve.api.LogLevel;
import dev.reeve.api.PlacedTask;
import dev.reeve.api.RunLine;
import dev.reeve.server.ledger.LogLine;
import dev.reeve.server.ledger.NumberedLine;
import dev.reeve.server.ledger.TaskKey;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Lines of logs on their way between wire and ledger. */
public final class LogLines {
    // a place within a run in one number that a browser's numbers hold exactly
    private static final int EPOCH_SHIFT = 40;

    private LogLines() {}

    /** For whoever reads. */
    public static dev.reeve.api.LogLine wire(NumberedLine numbered) {
        LogLine line = numbered.line();
        TaskKey key = line.key();
        return new dev.reeve.api.LogLine(
                place(line.epoch(), line.seq()),
                numbered.number(),
                line.at(),
                level(line.level()),
                key == null ? -1 : key.task(),
                key == null ? -1 : key.index(),
                line.logger(),
                line.message());
    }

    static LogLine stored(UUID root, int epoch, long seq, RunLine line) {
        return new LogLine(
                epoch,
                seq,
                line.at(),
                number(line.level()),
                key(line.node(), line.child()),
                line.logger(),
                line.text(),
                inner(root, line.inner()));
    }

    private static TaskKey.@Nullable InRun inner(UUID root, @Nullable PlacedTask task) {
        UUID run = task == null ? null : ToldInside.runOrRoot(root, task.within(), "/lines");
        return task == null || run == null ? null : new TaskKey.InRun(run, new TaskKey(task.node(), task.child()));
    }

    static @Nullable TaskKey key(int node, int child) {
        return node < 0 ? null : new TaskKey(node, child);
    }

    /** The number of a line within its run, over all epochs. */
    public static long place(int epoch, long seq) {
        return ((long) epoch << EPOCH_SHIFT) + seq;
    }

    /** The epoch of a place. */
    public static int epochOf(long place) {
        return (int) (place >> EPOCH_SHIFT);
    }

    /** The number within the epoch of a place. */
    public static long seqOf(long place) {
        return place & (1L << EPOCH_SHIFT) - 1;
    }

    /** A level as the ledger keeps it. */
    public static int number(LogLevel level) {
        return switch (level) {
            case TRACE -> 10;
            case DEBUG -> 20;
            case INFO -> 30;
            case WARN -> 40;
            case ERROR -> 50;
        };
    }

    /** A level as it goes over the wire. */
    public static LogLevel level(int number) {
        for (LogLevel level : LogLevel.values()) {
            if (number(level) >= number) {
                return level;
            }
        }
        return LogLevel.ERROR;
    }
}
