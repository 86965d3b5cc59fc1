package dev.reeve.server.schedule;

import dev.reeve.serve.policy.Due;
import dev.reeve.serve.policy.Overlapping;
import dev.reeve.spi.Occasion.Cause;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What goes on and what waits of one clock, while it is decided on. */
final class Lane {
    /**
     * A firing that waits.
     *
     * @param known its row; null: there is none yet
     * @param replaces whether what goes on is to be cancelled for it
     */
    record Waiting(Due due, @Nullable FiringRow known, boolean replaces) {}

    private final Deque<Waiting> waiting = new ArrayDeque<>();
    private int running;
    private boolean lateRuns;
    private @Nullable UUID first;

    void runs(UUID run, Cause cause) {
        running++;
        lateRuns |= cause == Cause.CATCH_UP;
        first = first == null ? run : first;
    }

    Deque<Waiting> waiting() {
        return waiting;
    }

    boolean hasRoom(int atOnce) {
        return running < atOnce;
    }

    Overlapping.Lane view() {
        boolean catchesUp =
                lateRuns || waiting.stream().anyMatch(each -> each.due().cause() == Cause.CATCH_UP);
        return new Overlapping.Lane(running, waiting.size(), catchesUp, first == null ? null : first.toString());
    }
}
