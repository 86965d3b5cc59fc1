package dev.reeve.engine.serve;

import dev.reeve.serve.CatchUp;
import dev.reeve.serve.Overlap;
import dev.reeve.serve.policy.Due;
import dev.reeve.serve.policy.Overlapping;
import dev.reeve.spi.Occasion;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The runs of one clock: those that go on, and firings that wait for them. Used by the thread that serves. */
final class Lane {
    private final Overlap overlap;
    private final CatchUp catchUp;
    private final Map<String, Active> running = new LinkedHashMap<>();
    private final Deque<Due> waiting = new ArrayDeque<>();

    /** A run that goes on. */
    static final class Active {
        private final Due due;
        private final Going going;
        private final boolean resumed;
        private boolean saidToWait;
        private boolean stopped;

        private Active(Due due, Going going, boolean resumed) {
            this.due = due;
            this.going = going;
            this.resumed = resumed;
        }

        /** Whether an earlier process began it. */
        boolean resumed() {
            return resumed;
        }

        /** Whether it was cancelled because serving stopped. */
        boolean stopped() {
            return stopped;
        }

        void stop(String reason) {
            stopped = true;
            going.cancel(reason);
        }

        Due due() {
            return due;
        }

        Going going() {
            return going;
        }

        /** Whether this is the first time that it is asked. */
        boolean waitsAnew(boolean waits) {
            boolean anew = waits && !saidToWait;
            saidToWait = waits;
            return anew;
        }
    }

    /**
     * What became of a firing.
     *
     * @param queued whether it has to wait
     * @param skipped those that are left out
     * @param why why they are
     * @param cancelled whether the runs that go on are to be cancelled
     */
    record Taken(boolean queued, List<Due> skipped, String why, boolean cancelled) {
        private static final Taken NOW = new Taken(false, List.of(), "", false);
        private static final Taken LATER = new Taken(true, List.of(), "", false);

        private static Taken not(Due due, String why) {
            return new Taken(false, List.of(due), why, false);
        }
    }

    Lane(Overlap overlap, CatchUp catchUp) {
        this.overlap = overlap;
        this.catchUp = catchUp;
    }

    Map<String, Active> running() {
        return running;
    }

    Deque<Due> waiting() {
        return waiting;
    }

    boolean hasRoom() {
        return running.size() < overlap.atOnce();
    }

    void runs(String runId, Due due, Going going) {
        running.put(runId, new Active(due, going, false));
    }

    void goesOn(String runId, Due due, Going going) {
        running.put(runId, new Active(due, going, true));
    }

    /** Those that have to wait whatever the policy, in the order of their times. */
    void add(Due due) {
        waiting.add(due);
    }

    /** Decides on a firing at its time. */
    Taken offer(Due due) {
        Overlapping.Lane lane = new Overlapping.Lane(running.size(), waiting.size(), catchesUp(), firstRunning());
        return switch (Overlapping.of(overlap, catchUp, lane)) {
            case Overlapping.Not not -> Taken.not(due, not.why());
            case Overlapping.Now now -> {
                waiting.add(due);
                yield Taken.NOW;
            }
            case Overlapping.Later later -> {
                waiting.add(due);
                yield Taken.LATER;
            }
            case Overlapping.Instead instead -> {
                List<Due> replaced = new ArrayList<>(waiting);
                waiting.clear();
                waiting.add(due);
                yield new Taken(true, replaced, Overlapping.REPLACED, true);
            }
        };
    }

    private boolean catchesUp() {
        return running.values().stream().anyMatch(active -> late(active.due()))
                || waiting.stream().anyMatch(Lane::late);
    }

    private static boolean late(Due due) {
        return due.cause() == Occasion.Cause.CATCH_UP;
    }

    private @Nullable String firstRunning() {
        return running.isEmpty() ? null : running.keySet().iterator().next();
    }
}
