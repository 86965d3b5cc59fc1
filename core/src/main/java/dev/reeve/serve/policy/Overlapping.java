package dev.reeve.serve.policy;

import dev.reeve.serve.CatchUp;
import dev.reeve.serve.Overlap;
import org.jspecify.annotations.Nullable;

/** What happens to a firing at its time, in view of what else there is of its clock. */
public sealed interface Overlapping {
    /** It may begin. */
    record Now() implements Overlapping {}

    /** It waits for what goes on to end. */
    record Later() implements Overlapping {}

    /** It is left out. */
    record Not(String why) implements Overlapping {}

    /** It waits in the place of those that waited, and what goes on is to be cancelled. */
    record Instead() implements Overlapping {}

    /** Why those that waited are left out where a later firing waits {@link Instead}. */
    String REPLACED = "a later firing takes its place";

    /**
     * What there is of a clock.
     *
     * @param running how many runs go on
     * @param waiting how many firings wait
     * @param catchesUp whether one of either is late
     * @param first names a run that goes on, for people; null: none does
     */
    record Lane(
            int running,
            int waiting,
            boolean catchesUp,
            @Nullable String first) {}

    /** Decides. */
    static Overlapping of(Overlap overlap, CatchUp catchUp, Lane lane) {
        if (lane.running() + lane.waiting() < overlap.atOnce()) {
            return new Now();
        }
        if (lane.catchesUp()) { // else a long catch-up would leave out what is due meanwhile
            return queued(lane, Math.max(overlap.limit(), catchUp.limit()));
        }
        return switch (overlap.kind()) {
            case SKIP ->
                new Not("run " + (lane.first() == null ? "before it" : lane.first())
                        + " still goes on, and overlapping firings are left out");
            case QUEUE -> queued(lane, overlap.limit());
            case ALLOW -> new Not(lane.running() + " runs go on, as many as may");
            case CANCEL -> new Instead();
        };
    }

    private static Overlapping queued(Lane lane, int most) {
        return lane.waiting() >= most ? new Not(lane.waiting() + " firings wait already, as many as may") : new Later();
    }
}
