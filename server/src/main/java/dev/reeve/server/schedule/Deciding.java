package dev.reeve.server.schedule;

import dev.reeve.api.FiringState;
import dev.reeve.schedule.Firing;
import dev.reeve.schedule.Schedule;
import dev.reeve.serve.policy.Clocks;
import dev.reeve.serve.policy.Due;
import dev.reeve.serve.policy.Missed;
import dev.reeve.serve.policy.Overlapping;
import dev.reeve.spi.Occasion.Cause;
import dev.reeve.state.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of the firings of one schedule up to now: which begin, which wait, which are left out. Works out rows and asks
 * nobody; used once, by who holds the schedule's row.
 */
final class Deciding {
    /**
     * A firing whose run is to begin.
     *
     * @param known its row; null: there is none yet
     */
    record Begin(Due due, @Nullable FiringRow known) {}

    /**
     * A firing whose run will not be, or several from then on.
     *
     * @param why as the end of a sentence about it
     */
    record Absent(Instant at, String why) {}

    private final StoredSchedule stored;
    private final Schedule schedule;
    private final Instant now;
    private final Map<String, Lane> lanes = new LinkedHashMap<>();
    private final List<FiringRow> added = new ArrayList<>();
    private final List<FiringRow> changed = new ArrayList<>();
    private final List<Begin> begins = new ArrayList<>();
    private final List<Absent> absent = new ArrayList<>();
    private @Nullable Instant next;

    /**
     * Decides.
     *
     * @param open rows of firings that wait or run
     * @param states of their runs; one that has none is forgotten
     */
    Deciding(StoredSchedule stored, List<FiringRow> open, Map<UUID, State> states, Instant now) {
        this.stored = stored;
        this.schedule = stored.schedule();
        this.now = now;
        open.forEach(row -> recall(row, states));
        if (stored.pause() == null) {
            take();
            next = schedule.next(until().plusNanos(StoredSchedule.TICK_NANOS))
                    .map(Firing::time)
                    .orElse(null);
        }
        begin();
    }

    /** New rows. */
    List<FiringRow> added() {
        return added;
    }

    /** Rows that are changed. */
    List<FiringRow> changed() {
        return changed;
    }

    List<Begin> begins() {
        return begins;
    }

    /** What is not to be, against what the schedule asked for; what people paused or changed is not among it. */
    List<Absent> absent() {
        return absent;
    }

    Schedule schedule() {
        return schedule;
    }

    Instant now() {
        return now;
    }

    /** Up to when it is decided then. */
    Instant until() {
        return stored.decidedUntil().isAfter(now) ? stored.decidedUntil() : now;
    }

    /** When the next one is due; null if none is. */
    @Nullable
    Instant next() {
        return next;
    }

    private Lane lane(String clock) {
        return lanes.computeIfAbsent(clock, key -> new Lane());
    }

    private void recall(FiringRow row, Map<UUID, State> states) {
        UUID run = row.run();
        if (row.what() == FiringState.RUNNING) {
            State state = run == null ? null : states.get(run);
            if (run == null || state == null || state.isFinished()) {
                changed.add(row.with(FiringState.ENDED, run, row.words()));
            } else {
                lane(row.clock()).runs(run, row.cause());
            }
            return;
        }
        Optional<Firing> firing = at(row.at(), row.clock());
        if (firing.isPresent()) {
            lane(row.clock())
                    .waiting()
                    .add(new Lane.Waiting(new Due(firing.get(), row.clock(), row.cause()), row, row.replaces()));
        } else {
            changed.add(row.with(FiringState.SKIPPED, null, "its schedule has no such firing any more"));
        }
    }

    private Optional<Firing> at(Instant time, String clock) {
        Iterator<Firing> firings = schedule.firings(time.minusNanos(1)).iterator();
        while (firings.hasNext()) {
            Firing firing = firings.next();
            if (firing.time().isAfter(time.plusNanos(StoredSchedule.TICK_NANOS))) {
                break;
            }
            if (Clocks.key(firing).equals(clock)) {
                return Optional.of(firing);
            }
        }
        return Optional.empty();
    }

    /** Firings whose time has come since the last time. */
    private void take() {
        Missed missed = new Missed(stored.catchUp());
        List<Due> onTime = new ArrayList<>();
        Instant after = stored.after();
        Instant oldest = now.minus(Missed.FARTHEST);
        if (after.isBefore(oldest)) {
            schedule.next(after)
                    .filter(first -> first.time().isBefore(oldest))
                    .ifPresent(first -> forgotten(first.time(), oldest));
            after = oldest;
        }
        Iterator<Firing> firings = schedule.firings(after).iterator();
        Firing firing = firings.hasNext() ? firings.next() : null;
        while (firing != null && !firing.time().isAfter(now)) {
            if (Missed.is(firing.time(), now)) {
                missed.add(firing);
            } else {
                onTime.add(new Due(firing, Clocks.key(firing), Cause.SCHEDULE));
            }
            firing = firings.hasNext() ? firings.next() : null;
        }
        if (!missed.isEmpty()) {
            added.add(summary(missed.first().time(), missed.words()));
            tell(missed);
            missed.kept().forEach(due -> lane(due.clock()).waiting().add(new Lane.Waiting(due, null, false)));
        }
        onTime.forEach(this::offer);
    }

    private void forgotten(Instant first, Instant oldest) {
        String words = "the server was away from before " + oldest + ", more than a year ago";
        added.add(summary(first, words + ". That is not made up for."));
        absent.add(new Absent(first, words + ", which is not made up for"));
    }

    /** One for all, for nobody reads ten thousand. */
    private void tell(Missed missed) {
        int kept = missed.kept().size();
        if (kept == missed.count()) {
            return;
        }
        String none = "its catch-up policy makes up for none";
        String why = missed.count() == 1
                ? "no server was there, and " + none
                : "no server was there from then until " + missed.last().time() + ". Of " + missed.count()
                        + " runs that were missed, "
                        + (kept == 0
                                ? none
                                : kept == 1 ? "the last one begins now" : "the last " + kept + " begin now");
        absent.add(new Absent(missed.first().time(), why));
    }

    private FiringRow summary(Instant first, String words) {
        return new FiringRow(
                stored.id(),
                Columns.micros(first),
                FiringRow.ALL,
                FiringState.MISSED,
                Cause.CATCH_UP,
                false,
                null,
                words);
    }

    private void offer(Due due) {
        Lane lane = lane(due.clock());
        switch (Overlapping.of(stored.overlap(), stored.catchUp(), lane.view())) {
            case Overlapping.Not not -> {
                added.add(row(due, FiringState.SKIPPED, false, not.why()));
                absent.add(new Absent(due.time(), not.why()));
            }
            case Overlapping.Now at -> lane.waiting().add(new Lane.Waiting(due, null, false));
            case Overlapping.Later later -> lane.waiting().add(new Lane.Waiting(due, null, false));
            case Overlapping.Instead instead -> {
                lane.waiting().forEach(this::leaveOut);
                lane.waiting().clear();
                lane.waiting().add(new Lane.Waiting(due, null, true));
            }
        }
    }

    private void leaveOut(Lane.Waiting waiting) {
        FiringRow known = waiting.known();
        absent.add(new Absent(waiting.due().time(), Overlapping.REPLACED));
        if (known == null) {
            added.add(row(waiting.due(), FiringState.SKIPPED, false, Overlapping.REPLACED));
        } else {
            changed.add(known.with(FiringState.SKIPPED, null, Overlapping.REPLACED));
        }
    }

    private FiringRow row(Due due, FiringState what, boolean replaces, String words) {
        return new FiringRow(
                stored.id(), Columns.micros(due.time()), due.clock(), what, due.cause(), replaces, null, words);
    }

    private void begin() {
        for (Lane lane : lanes.values()) {
            while (lane.hasRoom(stored.overlap().atOnce()) && !lane.waiting().isEmpty()) {
                Lane.Waiting first = lane.waiting().removeFirst();
                begins.add(new Begin(first.due(), first.known()));
                lane.runs(new UUID(0, 0), first.due().cause());
            }
            for (Lane.Waiting each : lane.waiting()) {
                if (each.known() == null) {
                    added.add(row(each.due(), FiringState.WAITING, each.replaces(), ""));
                }
            }
        }
    }

    /** The row of one whose run began, or of one whose run cannot. */
    void decided(Begin begin, @Nullable UUID run, String words) {
        FiringState what = run == null ? FiringState.SKIPPED : FiringState.RUNNING;
        FiringRow known = begin.known();
        if (run == null) {
            absent.add(new Absent(begin.due().time(), words));
        }
        if (known == null) {
            FiringRow row = row(begin.due(), what, false, words);
            added.add(row.with(what, run, words));
        } else {
            changed.add(known.with(what, run, words));
        }
    }
}
