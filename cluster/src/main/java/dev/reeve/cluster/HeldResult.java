package dev.reeve.cluster;

import dev.reeve.spi.RemoteValue;
import java.lang.ref.Cleaner;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A result that a worker holds. If it is lost with that worker it is made again by the same call, with what that read, which
 * may have to be made again for it. Thread-safe.
 */
final class HeldResult implements RemoteValue {
    private static final int TRIES = 3;
    private static final Cleaner CLEANER = Cleaner.create();

    private final String name;
    private final Recipe recipe;
    private final Caller caller;
    private final Consumer<String> again;
    /** Where it is; null while it is nowhere. Seen by the cleaner, which has nothing else of this. */
    private final AtomicReference<@Nullable Spot> at;
    /** Held while it is made again: others wait for that. */
    private final ReentrantLock making = new ReentrantLock();

    private volatile String worker;
    private volatile long bytes;
    private volatile boolean forgotten;

    /**
     * A result that was made just now.
     *
     * @param worker which holds it, for people
     * @param again takes the name of the worker that holds it if it was made again
     */
    HeldResult(String name, Spot spot, String worker, Recipe recipe, Caller caller, Consumer<String> again) {
        this.name = name;
        this.at = new AtomicReference<>(spot);
        this.worker = worker;
        this.bytes = spot.length();
        this.recipe = recipe;
        this.caller = caller;
        this.again = again;
        AtomicReference<@Nullable Spot> place = at;
        CLEANER.register(this, () -> caller.forget(place.getAndSet(null)));
    }

    /** What calls know it by that read it. */
    String name() {
        return name;
    }

    @Override
    public long bytes() {
        return bytes;
    }

    /** Where it is; null if nowhere at the moment. */
    @Nullable
    Spot spot() {
        return at.get();
    }

    /** It cannot be had from there. */
    void lost(Spot where) {
        if (at.compareAndSet(where, null)) {
            caller.forget(where); // whoever has it all the same need not
        }
    }

    /**
     * Where it is, after it was made again if need be.
     *
     * @param near a worker that it is best made at; null for none
     * @throws Exception if it is lost and cannot be made again; says why
     */
    Spot spot(@Nullable WorkerNode near) throws Exception {
        Spot there = at.get();
        if (there != null && caller.isThere(there.worker())) {
            return there;
        }
        making.lockInterruptibly();
        try {
            there = at.get();
            if (there == null || !caller.isThere(there.worker())) {
                there = madeAgain(near);
                at.set(there);
            }
            return there;
        } finally {
            making.unlock();
        }
    }

    private Spot madeAgain(@Nullable WorkerNode near) throws Exception {
        for (int tries = 1; ; tries++) {
            WorkerNode host = caller.host(recipe, near, worker);
            recipe.run()
                    .logger()
                    .warn(
                            "the result of {} was {} worker {}: it is made again on worker {}",
                            recipe.words(),
                            forgotten ? "no longer held by" : "lost with",
                            worker,
                            host.words());
            try {
                Ended ended = caller.call(recipe, host, true);
                if (ended.thrown() == null && ended.value() instanceof Parcel.Held held) {
                    again.accept(host.words() + ", made again: lost with worker " + worker);
                    worker = host.words();
                    bytes = held.length();
                    return new Spot(host.id(), held.name(), held.length());
                }
                throw failed(ended);
            } catch (WorkerLostException lost) {
                if (tries == TRIES) {
                    throw lost;
                }
            } finally {
                recipe.inputs().forEach(HeldResult::forgetAgain);
            }
        }
    }

    private IllegalStateException failed(Ended ended) {
        Throwable thrown = ended.thrown() == null
                ? new IllegalStateException("it did not return a result")
                : ended.thrown().thrown(recipe.source().loader());
        return new IllegalStateException(
                "the result of " + recipe.words() + " was lost with worker " + worker + ", and making it again failed: "
                        + thrown,
                thrown);
    }

    @Override
    public @Nullable Object bring() throws Exception {
        for (int tries = 1; ; tries++) {
            Spot spot = spot(null);
            try {
                byte[] held = caller.fetched(spot, recipe.words());
                ClassLoader loader = recipe.source().loader();
                return recipe.parcels().open(ParcelForm.parcel(held, loader), loader, Parcels.Arrival.OF_DATA);
            } catch (HeldLostException lost) {
                lost(spot);
                if (tries == TRIES) {
                    throw lost;
                }
            }
        }
    }

    @Override
    public void forget() {
        forgotten = true;
        caller.forget(at.getAndSet(null));
    }

    /** It was made once more only for what was made of it. */
    private void forgetAgain() {
        if (forgotten) {
            forget();
        }
    }

    @Override
    public String toString() {
        return "the result of " + recipe.words() + ", held by worker " + worker;
    }
}
