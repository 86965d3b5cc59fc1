package dev.reeve.testing;

import java.util.SplittableRandom;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Who writes the records of a process: the thread that has something to write, at once, or now and then a little later,
 * as in a process whose writer has not had its turn yet. What was not written by then is lost in a crash.
 * Thread-safe.
 */
final class RecordWriting implements Executor {
    private final @Nullable SplittableRandom chance;
    private @Nullable Runnable waiting;

    /** {@code chance} draws when it is late; null: never. */
    RecordWriting(@Nullable SplittableRandom chance) {
        this.chance = chance;
    }

    @Override
    public void execute(Runnable writer) {
        Runnable due = due(writer);
        if (due != null) {
            due.run();
        }
    }

    /** What is to be done now; null: that writer is late. */
    private synchronized @Nullable Runnable due(Runnable writer) {
        if (chance == null || chance.nextBoolean()) {
            return writer;
        }
        Runnable earlier = waiting;
        waiting = writer;
        return earlier; // of another run: one at a time is late
    }

    /** Time goes by: what waits is perhaps written. */
    void goOn() {
        Runnable writer = late();
        if (writer != null) {
            writer.run();
        }
    }

    private synchronized @Nullable Runnable late() {
        Runnable writer = waiting;
        if (writer == null || chance == null || chance.nextInt(3) != 0) {
            return null;
        }
        waiting = null;
        return writer;
    }
}
