package dev.reeve.agent;

import dev.reeve.ResumePlan;
import dev.reeve.api.AgainTask;
import dev.reeve.api.EpochOpening;
import dev.reeve.api.Event;
import dev.reeve.api.InnerRun;
import dev.reeve.api.PlacedTask;
import dev.reeve.artifact.TaskArtifact;
import dev.reeve.engine.record.Opening;
import dev.reeve.engine.record.ToldEpoch;
import dev.reeve.engine.run.Journal;
import dev.reeve.state.State;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells the server what happens to a run, as events in an {@link Outbox}. No attempt begins before the server has what
 * it depends on, nor when the lease has lapsed. Runs that tasks of the run are tell it in between, in the same outbox.
 */
final class ShippingJournal implements Journal {
    private static final int MOST_AGAIN = 1_000;
    private static final int LONGEST_TRACE = 64 << 10;

    private final Outbox outbox;
    private final Lease lease;
    private final Places places;
    private final InstantSource clock;
    private final Set<Long> ofThisEpoch = new HashSet<>();
    /** As the run names itself, if it is one that a task is; null: the run that was claimed. */
    private final @Nullable String within;

    /** Known once it is opened. */
    private InnerGraphs.@Nullable Inside inside;

    private boolean later;
    private boolean running;

    ShippingJournal(Outbox outbox, Lease lease, Places places, InstantSource clock) {
        this(outbox, lease, places, clock, null);
    }

    private ShippingJournal(Outbox outbox, Lease lease, Places places, InstantSource clock, @Nullable String within) {
        this.within = within;
        this.places = places;
        this.outbox = outbox;
        this.lease = lease;
        this.clock = clock;
    }

    /** The epoch begins. Told before anything else. */
    void opened(Opening opening, InnerGraphs.Inside where, @Nullable Supplier<ResumePlan> asked) {
        ResumePlan known = asked == null ? null : asked.get();
        Supplier<ResumePlan> plan = known == null ? null : () -> known;
        inside = where;
        later = opening.epoch() > 1;
        ToldEpoch told = ToldEpoch.of(opening, where.graph(), plan);
        outbox.add(
                Event.opened(
                        clock.instant(),
                        new EpochOpening(told.format(), told.opening(), told.structure(), told.plan(), again(known))),
                told.opening().length()
                        + told.structure().length()
                        + told.plan().length());
    }

    private static List<AgainTask> again(@Nullable ResumePlan plan) {
        return plan == null
                ? List.of()
                : plan.items().stream()
                        .filter(item -> item.fate() == ResumePlan.Fate.AGAIN)
                        .limit(MOST_AGAIN)
                        .map(item -> new AgainTask(item.task(), item.child(), item.reason()))
                        .toList();
    }

    /**
     * That of a run which a task is; its opening is told. What parameters it was given is not: that is what other tasks
     * returned.
     */
    ShippingJournal inner(
            Opening opening, InnerGraphs.Inside where, @Nullable Supplier<ResumePlan> plan, InnerRun place) {
        ShippingJournal journal = new ShippingJournal(outbox, lease, places, clock, opening.runId());
        journal.inside = where;
        journal.later = opening.epoch() > 1;
        ToldEpoch told = ToldEpoch.of(opening.withoutValues(), where.graph(), plan);
        EpochOpening epoch = new EpochOpening(told.format(), told.opening(), told.structure(), told.plan());
        outbox.add(
                Event.opened(clock.instant(), epoch, opening.runId(), place),
                2 * told.structure().length()
                        + told.opening().length()
                        + told.plan().length());
        return journal;
    }

    private void add(Event event, int size) {
        if (within == null) {
            outbox.add(event, size);
        } else {
            outbox.add(event.within(within), size + within.length());
        }
    }

    private PlacedTask placed(int v, int child) {
        return new PlacedTask(v, child, within);
    }

    @Override
    public void changed(int v, int child, State from, State to, Instant at) {
        if (later && isLeftOver(v, child, from, to)) {
            return;
        }
        add(
                Event.state(v, child, at, from.name(), WireStates.of(to)),
                to.message().length());
        if (v < 0 && within == null && to.isFinished()) {
            outbox.ended();
        }
        if (v >= 0
                && to instanceof State.Paused paused
                && inside != null) { // of the run that was claimed, wherever it is
            outbox.add(Questions.of(inside, v, child, paused, at), 200);
        }
    }

    /**
     * Whether that is only how what an earlier epoch left comes to its end before it begins anew: the server reopened the
     * run itself, and is told of a task run that it is Pending again.
     */
    private boolean isLeftOver(int v, int child, State from, State to) {
        if (v < 0) {
            boolean before = !running && (to instanceof State.Pending || to instanceof State.Crashed);
            running |= !before;
            return before;
        }
        long key = (long) v << 32 | (child + 1);
        boolean attempt = from instanceof State.Running || from instanceof State.Cancelling;
        if (attempt && !(to instanceof State.Pending) && !ofThisEpoch.contains(key)) {
            return true;
        }
        ofThisEpoch.add(key);
        return false;
    }

    /** What an earlier epoch made, the server knows. */
    @Override
    public void tookOver(int v, State state) {}

    @Override
    public void stored(int v, int child, String key, String hash) {
        add(Event.stored(v, child, clock.instant(), key, hash), key.length());
    }

    @Override
    public void failed(int v, int child, int attempt, String trace) {
        String told = trace.length() <= LONGEST_TRACE ? trace : trace.substring(0, LONGEST_TRACE);
        add(Event.failed(v, child, clock.instant(), attempt, told), told.length());
    }

    @Override
    public void turned(int v, int child, int turn, String key, String hash) {
        add(Event.turned(v, child, clock.instant(), turn, key, hash), key.length());
    }

    @Override
    public void answered(int v, int child, String by, String told) {
        add(Event.answered(v, child, clock.instant(), by, told), told.length());
    }

    @Override
    public void artifact(int v, TaskArtifact artifact) {
        Event event = Event.artifact(
                v, artifact.mapIndex(), artifact.at(), artifact.attempt(), WireStates.of(artifact.artifact()));
        add(event, (int) artifact.artifact().size());
    }

    @Override
    public void began(int v, int child, String runId) {
        add(Event.began(v, child, clock.instant(), runId), 0);
    }

    @Override
    public void called(int v, int child, int attempt, String worker) {
        add(Event.called(v, child, clock.instant(), attempt, worker), worker.length());
    }

    @Override
    public long told() {
        return outbox.told();
    }

    @Override
    public void admit(long told) throws InterruptedException {
        if (within != null) { // what the run around it told meanwhile may not have been published
            outbox.publish();
        }
        outbox.awaitAcknowledged(told, lease);
    }

    @Override
    public void begins(int v, int child, Collection<String> tags) throws InterruptedException {
        int priority =
                inside == null ? 0 : inside.graph().node(v).settings().manner().priority();
        places.take(placed(v, child), tags, priority);
    }

    @Override
    public void ended(int v, int child) {
        places.free(placed(v, child));
    }

    @Override
    public void publish() {
        outbox.publish();
    }

    @Override
    public void resting() {
        outbox.publish();
    }

    @Override
    public void breathe() {
        outbox.breathe();
    }

    @Override
    public void rest(boolean over) {
        if (within != null) { // the run around it waits, and is told of its end
            outbox.publish();
            return;
        }
        if (over) {
            outbox.over();
        }
        outbox.awaitSafe();
    }
}
